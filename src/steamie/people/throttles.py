"""How often something may be tried: counted by address or by known browser, never by somebody's name alone.

A stranger who guesses at the officer's name slows down themselves. The officer goes on, in a browser known from before even
behind the stranger's own address; passkeys and the way to a new password are counted apart.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Protocol

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from . import devices

RATES = {
    "tries_from_address": "10/10m/key,60/10m/ip",  # ten for each name, sixty for all
    "tries_from_device": "10/10m/key",
    "reset_letters": "3/h/key",  # for each address that is written to
    "resets_asked": "20/10m/ip",
}
HOUSEHOLD = 64  # bits of an IPv6 address that a household may choose itself
REFUSALS = 20  # acts refused to one person, after which they wait
REFUSALS_WITHIN = 600  # seconds


class Try(Protocol):
    """One try that was counted."""

    def rollback(self) -> None:
        """Do not count it after all: it was right."""


def count_try(request: HttpRequest, *, email: str, step: str) -> Try | None:
    """Count one try at signing in as ``email``; None when there were too many. ``step``: which secret is tried."""
    if device := devices.known(request, email):
        return _consume(request, "tries_from_device", f"{step}|{device}")
    return _consume(request, "tries_from_address", f"{step}|{email.lower()}|{ratelimit.get_ip(request)}")


def may_write_reset(request: HttpRequest, *, email: str) -> bool:
    """Whether one more letter with a link may go to ``email``, asked for from this address."""
    return bool(_consume(request, "resets_asked", email) and _consume(request, "reset_letters", email.lower()))


def count(name: str, seconds: int) -> int:
    """Count one more of what is kept under this name for so many seconds from its first; how many there are."""
    if cache.add(name, 1, seconds):
        return 1
    try:
        return int(cache.incr(name))
    except ValueError:  # its time ended between the two
        return 1


def count_from(door: str, address: str, seconds: int) -> int:
    """Count one more knock at a door from an address; how many came within so many seconds, this one included."""
    return count(f"door:{door}:{network(address)}", seconds)


def network(address: str) -> str:
    """What one household has: an IPv4 address, or the first 64 bits of an IPv6 address."""
    try:
        number = ip_address(address)
    except ValueError:
        return ""
    return str(int(number) >> HOUSEHOLD) if isinstance(number, IPv6Address) else address


def count_refusal(person: int) -> None:
    """Count an act that was refused to somebody."""
    count(_refusals(person), REFUSALS_WITHIN)


def is_refused_too_often(person: int) -> bool:
    """Whether somebody was refused so often lately that they wait before they try anything else."""
    return int(cache.get(_refusals(person), 0)) >= REFUSALS


def _refusals(person: int) -> str:
    return f"door:refusals:{person}"


def _consume(request: HttpRequest, action: str, key: str) -> Try | None:
    usage: Try | None = ratelimit.consume(request, app="steamie.people", action=action, config=RATES, key=key)
    return usage
