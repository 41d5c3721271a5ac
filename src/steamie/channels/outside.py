"""Where a channel may be called: its own address, or a stand-in on this machine. A kind takes these from ``contract``."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from .errors import Disconnected


@dataclass(frozen=True, slots=True)
class OutsideAddress:
    """Where a channel is reached over the network, and the setting that may name a stand-in on this machine instead."""

    setting: str  # of the house, e.g. "GRAPH_URL"; in the environment it begins with STEAMIE_
    real: str
    owner: str  # whose it is, in words for the screen


def check_address(url: str, address: OutsideAddress) -> str:
    """The address, if it is the channel's own or on this machine. Raises ``Disconnected`` otherwise: nothing is sent there."""
    if url == address.real or on_this_machine(url):
        return url
    owner = address.owner
    raise Disconnected(
        f"The address of {owner}'s interface is neither {owner}'s own nor on this machine. Nothing is sent there.",
        remedy=f"Remove STEAMIE_{address.setting}, or set it to {address.real}.",
    )


def only_on_this_machine(url: str, address: OutsideAddress) -> None:
    """In the demonstration nothing is sent to the real channel. Raises ``Disconnected`` for any address but this machine's."""
    if not on_this_machine(url):
        raise Disconnected(
            f"This is the demonstration: nothing is sent to {address.owner}.",
            remedy="Use an installation of your own to post for real.",
        )


def on_this_machine(url: str) -> bool:
    """Whether an address leads to this machine and nowhere else, without a user or a query in it."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.username or parts.query or parts.fragment:
        return False
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
