"""How long things take, as people say it."""

from __future__ import annotations

from steamie.rules.counting import spelt

HOUR = 60


def estimate(minutes: int) -> str:
    """How long the list takes, to the next five minutes: it is a guess, and says so."""
    if not minutes:
        return ""
    guess = -(-minutes // 5) * 5
    if guess <= HOUR:
        return f"About {guess} minutes."
    hours, rest = divmod(guess, HOUR)
    long = spelt(hours, "hour") + (f" and {rest} minutes" if rest else "")
    return f"About {long}: begin at the top."
