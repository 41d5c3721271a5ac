"""Which mail server takes our letters, read from its address. Plain Python: the settings are read before Django is ready."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

SCHEMES = {"smtp": 587, "smtps": 465}


class NotAnAddress(ValueError):
    """The text is no address of a mail server; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over. ``smtps`` is encrypted from the start; ``smtp`` turns it on, except on this machine."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    implicit_tls: bool = False
    timeout: float = 20.0  # seconds, for each step of the conversation

    @property
    def on_this_machine(self) -> bool:
        """Whether nothing leaves the machine on the way there."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def starts_tls(self) -> bool:
        """Whether the conversation must turn to TLS before anything is said."""
        return not self.implicit_tls and not self.on_this_machine


def from_url(url: str) -> MailServer | None:
    """The mail server of ``smtp://user:password@host:587``; None when there is no address. Raises ``NotAnAddress``."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        raise NotAnAddress(f"cannot be read: {problem}.") from problem
    if parts.scheme not in SCHEMES:
        raise NotAnAddress("must begin with smtp:// or smtps://, or be empty when there is no mail server.")
    if not host or parts.path.strip("/") or parts.query:
        raise NotAnAddress("must be like smtp://user:password@host:587, with nothing behind the port.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port or SCHEMES[parts.scheme], user, password, parts.scheme == "smtps")


def problem(url: str) -> str:
    """What is wrong with an address, or an empty string."""
    try:
        from_url(url)
    except NotAnAddress as wrong:
        return str(wrong)
    return ""
