"""A whole number as it comes in a form, an address or a head: anybody may write anything there."""

from __future__ import annotations

MOST_DIGITS = 18  # as many as the number of a row has at most


def whole_number(text: str) -> int | None:
    """The number; None for other signs than 0 to 9, and for one longer than any of ours, which costs much to read."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
