"""Tone and icon of each state of a letter, wherever one is shown."""

from __future__ import annotations

from .models import Letter, Passage, State

TONES = {
    State.KEPT: ("info", "clock"),
    State.SENT: ("info", "clock"),
    State.ACCEPTED: ("good", "check"),
    State.UNKNOWN: ("warn", "help"),
    State.REFUSED: ("bad", "warn"),
    State.BOUNCED: ("bad", "warn"),
    State.GIVEN_UP: ("bad", "warn"),
    State.NOT_SET_UP: ("warn", "warn"),
    State.SET_ASIDE: ("none", ""),
}


def tone_of(row: Letter | Passage) -> tuple[str, str]:
    """Tone and icon for the state it is in."""
    return TONES[State(row.state)]
