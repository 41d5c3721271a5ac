"""Looking whether a public address still answers: one polite request, and never into our own network (S-18, S-19).

The address is checked at the moment of connecting: the very numbers that were judged public are the ones connected to,
so that a name which changes its mind between the two, or a page that leads inwards, leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

SECONDS = 10.0  # for each step
ALTOGETHER = 25.0  # for all of it
HOPS = 5
MOVED = {301, 302, 303, 307, 308}
GONE = {404, 410}
SHY = {401, 403, 405, 406, 429}  # it answers, but not to a program
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class FetchResult:
    """Whether the address works, and what was found, in plain words."""

    working: bool
    words: str


class NotPublic(OSError):
    """The address lies inside our own network, or is no address of the web."""


Allowed = Callable[[str], bool]


def public(number: str) -> bool:
    """Whether a numeric address is one of the public internet, and not a private one in disguise."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast


def look(address: str, *, allowed: Allowed = public, seconds: float = SECONDS, altogether: float = ALTOGETHER) -> FetchResult:
    """Ask once, follow at most five redirects, read no more than the answer's head. Never raises for what is out there."""
    line = _PublicConnection(allowed, seconds)
    alarm = threading.Timer(altogether, line.hang_up)  # a server that drips a byte a second keeps no one waiting
    alarm.daemon = True
    alarm.start()
    try:
        return _follow(address, line)
    except NotPublic as why:
        return FetchResult(False, str(why))
    except ssl.SSLCertVerificationError:
        return FetchResult(False, "Its certificate is not in order.")
    except (TimeoutError, ConnectionAbortedError):
        return FetchResult(False, "It did not answer in time.")
    except socket.gaierror:
        return FetchResult(False, "No website has that name.")
    except (OSError, http.client.HTTPException, ValueError):
        return FetchResult(False, "It did not answer in time." if line.hung_up else "It could not be reached.")
    finally:
        alarm.cancel()
        line.hang_up()


def _follow(address: str, line: _PublicConnection) -> FetchResult:
    here = address
    for _ in range(HOPS + 1):
        status, onward = line.ask(here)
        if status not in MOVED or not onward:
            return _judged(status)
        here = urljoin(here, onward)
    return FetchResult(False, f"It leads on more than {HOPS} times.")


def _judged(status: int) -> FetchResult:
    if 200 <= status < 300:
        return FetchResult(True, "The page answers.")
    if status in GONE:
        return FetchResult(False, "The page is no longer there.")
    if status in SHY:
        return FetchResult(False, "It answers, but does not show the page to a program. Look at it yourself.")
    return FetchResult(False, f"It answers with an error ({status}).")


class _PublicConnection:
    """One connection at a time, to public addresses only."""

    def __init__(self, allowed: Allowed, seconds: float) -> None:
        self.allowed, self.seconds = allowed, seconds
        self.open: socket.socket | None = None
        self.hung_up = False

    def ask(self, address: str) -> tuple[int, str]:
        """The status of the answer, and where it leads on."""
        parts = _parts(address)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        host = parts.hostname or ""
        literal = f"[{host}]" if ":" in host else host
        connection = kind(literal, parts.port, timeout=self.seconds)
        self.open = connection.sock = self._socket(host, parts.port or (443 if secure else 80))
        try:
            if secure:
                self.open = connection.sock = ssl.create_default_context().wrap_socket(
                    connection.sock, server_hostname=parts.hostname
                )
            connection.request("GET", _path(parts), headers={"User-Agent": _name(), "Accept": "*/*", "Connection": "close"})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location") or ""
        finally:
            connection.close()

    def _socket(self, host: str, port: int) -> socket.socket:
        """Connected to an address that was judged public, not to whatever the name means a moment later."""
        if self.hung_up:
            raise TimeoutError
        numbers = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        if not all(self.allowed(number) for number in numbers):
            raise NotPublic("The link leads into a private network, and was not followed.")
        problem: OSError = ConnectionError(host)
        for number in numbers:
            if self.hung_up:
                raise TimeoutError
            try:
                return socket.create_connection((number, port), timeout=self.seconds)
            except OSError as why:
                problem = why
        raise problem

    def hang_up(self) -> None:
        """End it, whatever it is waiting for."""
        self.hung_up = True
        if self.open is not None:
            with suppress(OSError):
                self.open.shutdown(socket.SHUT_RDWR)


def _parts(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise NotPublic("The link leads away from the web, and was not followed.")
    return parts


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    asked = f"{path}?{parts.query}" if parts.query else path
    return "".join(
        letter if letter.isascii() and letter.isprintable() and letter != " " else _escaped(letter) for letter in asked
    )


def _escaped(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def _name() -> str:
    return f"Steamie link check (+{settings.PUBLIC_URL})"
