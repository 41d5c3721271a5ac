"""Where a request comes from, and how many connections one address holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Generic, TypeVar

PREFIX_OF_ONE_VISITOR = 64  # bits: whoever has an IPv6 address has all that begin like it
WITH_PORT = re.compile(r"([0-9.]+|\[.+\]):\d+")
Holder = TypeVar("Holder")


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who is believed about where a request came from: one address, ``*`` for anyone, or nobody when empty."""

    address: str = ""
    count: int = 1  # of proxies, one behind another, that each add to X-Forwarded-For

    def trusts(self, peer: str) -> bool:
        """Whether this end of a connection is the proxy."""
        return self.address == "*" or (bool(self.address) and peer == self.address)

    def visitor(self, peer: str, headers: dict[str, str]) -> str:
        """The visitor's address. What anyone but the proxy writes about it is not read."""
        forwarded = headers.get("X_FORWARDED_FOR", "")
        if not (self.trusts(peer) and forwarded):
            return network(peer)
        return network(forwarded.split(",")[-self.count :][0].strip(' "'))

    def adjustments(self) -> dict[str, Any]:
        """The same for waitress, from which the pages have ``REMOTE_ADDR`` and the scheme; other such headers are thrown away."""
        if not self.address:
            return {"clear_untrusted_proxy_headers": True}
        return {
            "trusted_proxy": self.address,
            "trusted_proxy_count": self.count,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
            "clear_untrusted_proxy_headers": True,
        }


def network(address: str) -> str:
    """What is counted as one visitor: an IPv4 address, or the IPv6 network it lies in."""
    if with_port := WITH_PORT.fullmatch(address):
        address = with_port[1]
    try:
        parsed = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((int(parsed), PREFIX_OF_ONE_VISITOR), strict=False))


class Crowd(Generic[Holder]):
    """Who is here, by address, each address's longest first."""

    def __init__(self) -> None:
        self.by_address: dict[str, dict[Holder, None]] = {}
        self.total = 0

    def enter(self, address: str, holder: Holder) -> None:
        """Count one more from this address."""
        self.by_address.setdefault(address, {})[holder] = None
        self.total += 1

    def leave(self, address: str, holder: Holder) -> None:
        """Count one less; nothing happens when it was not counted."""
        here = self.by_address.get(address, {})
        if holder in here:
            del here[holder]
            self.total -= 1
        if not here:
            self.by_address.pop(address, None)

    def of(self, address: str) -> list[Holder]:
        """All from one address."""
        return list(self.by_address.get(address, ()))

    def largest(self) -> list[Holder]:
        """All from the address that has most."""
        return list(max(self.by_address.values(), key=len, default=()))
