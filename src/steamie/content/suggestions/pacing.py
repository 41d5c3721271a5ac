"""How many suggestions one address sends in an hour, counted before anything is read, decoded or written.

Many people may share an address: a hall's network, a library. So the first limit only has a person look first, the second only
leaves pictures unopened, and the third is far from what a meeting sends. Addresses are kept as keyed hashes, for an hour.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.core.cache import cache

AN_HOUR = 3600  # seconds
MOST_BEFORE_A_LOOK, MOST_WITH_PICTURES, MOST = 10, 30, 100
NETWORK = 64  # bits of an IPv6 address that one household has


def count(address: str) -> int:
    """Count one more sheet from this address; how many came within the hour, this one included."""
    key = f"door:suggestions:{_network(address)}"
    if cache.add(key, 1, AN_HOUR):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the hour ended in between
        return 1


def _network(address: str) -> str:
    try:
        number = ip_address(address)
    except ValueError:
        return ""
    return str(int(number) >> NETWORK) if isinstance(number, IPv6Address) else address
