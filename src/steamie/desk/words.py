"""Numbers as people say them."""

from __future__ import annotations

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HOUR = 60


def number(count: int) -> str:
    """Up to ten as a word, above it in figures."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def some(count: int, noun: str, nouns: str = "") -> str:
    """``some(2, "post")``: two posts."""
    return f"{number(count)} {noun if count == 1 else nouns or f'{noun}s'}"


def sentence(words: str) -> str:
    """With a capital at the start and the rest as it is."""
    return words[:1].upper() + words[1:]


def estimate(minutes: int) -> str:
    """How long the list takes, to the next five minutes: it is a guess, and says so."""
    if not minutes:
        return ""
    guess = -(-minutes // 5) * 5
    if guess <= HOUR:
        return f"About {guess} minutes of your hour."
    hours, rest = divmod(guess, HOUR)
    long = some(hours, "hour") + (f" and {rest} minutes" if rest else "")
    return f"About {long}, which is more than an hour. Begin at the top."
