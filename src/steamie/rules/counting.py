"""Numbers as they stand in a sentence: “1 post”, “12 posts”, “1,744 events”."""

from __future__ import annotations

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def some(number: int, one: str, many: str = "") -> str:
    """A number with its noun, singular for one; thousands parted by a comma. ``many`` when it is not ``one`` with an s."""
    return f"{number:,} {noun(number, one, many)}"


def noun(number: int, one: str, many: str = "") -> str:
    """The noun alone, for “1 of 1 account” and “2 of 3 accounts”."""
    return one if number == 1 else many or f"{one}s"


def spelt(number: int) -> str:
    """Up to ten as a word, above it in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"
