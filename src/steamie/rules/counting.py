"""Numbers as they stand in a sentence: “1 post”, “12 posts”, “1,744 events”."""

from __future__ import annotations


def some(number: int, one: str, many: str = "") -> str:
    """A number with its noun, singular for one; thousands parted by a comma. ``many`` when it is not ``one`` with an s."""
    return f"{number:,} {noun(number, one, many)}"


def noun(number: int, one: str, many: str = "") -> str:
    """The noun alone, for “1 of 1 account” and “2 of 3 accounts”."""
    return one if number == 1 else many or f"{one}s"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelt(number: int, one: str, many: str = "") -> str:
    """A number with its noun as people say it, up to ten as a word: ``spelt(2, "post")`` gives “two posts”."""
    return f"{word_for(number)} {noun(number, one, many)}"


def capitalised(words: str) -> str:
    """The words with a capital at the start and the rest as it is."""
    return words[:1].upper() + words[1:]


def word_for(number: int) -> str:
    """A number as a word up to ten, above it in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"
