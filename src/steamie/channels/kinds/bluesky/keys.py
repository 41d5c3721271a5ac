"""Record keys of our own: timestamp identifiers (TIDs), by which a post is made once and found again.

https://atproto.com/specs/tid: 53 bits of microseconds and 10 bits of chance, as 13 letters that sort by time.
"""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta

LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
SHAPE = re.compile(r"[2-7a-j][2-7a-z]{12}")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CLOCK_BITS = 10


def draw(now: datetime) -> str:
    """A key for a post made at this moment."""
    microseconds = (now - EPOCH) // timedelta(microseconds=1)
    number = (microseconds << CLOCK_BITS) | secrets.randbits(CLOCK_BITS)
    return "".join(LETTERS[(number >> shift) & 31] for shift in range(60, -1, -5))


def moment(key: str) -> datetime | None:
    """The moment a key names; None when it is no timestamp identifier."""
    if not SHAPE.fullmatch(key):
        return None
    number = 0
    for letter in key:
        number = number << 5 | LETTERS.index(letter)
    try:
        return EPOCH + timedelta(microseconds=number >> CLOCK_BITS)
    except OverflowError:
        return None
