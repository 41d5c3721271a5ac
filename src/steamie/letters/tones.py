"""Tone and icon of each state of a letter, wherever one is shown."""

from __future__ import annotations

from .models import Letter, LetterState, Passage

TONES = {
    LetterState.KEPT: ("info", "clock"),
    LetterState.SENT: ("info", "clock"),
    LetterState.ACCEPTED: ("good", "check"),
    LetterState.UNKNOWN: ("warn", "help"),
    LetterState.REFUSED: ("bad", "warn"),
    LetterState.BOUNCED: ("bad", "warn"),
    LetterState.GIVEN_UP: ("bad", "warn"),
    LetterState.NOT_SET_UP: ("warn", "warn"),
    LetterState.SET_ASIDE: ("none", ""),
}


def tone_of(row: Letter | Passage) -> tuple[str, str]:
    """Tone and icon for the state it is in."""
    return TONES[LetterState(row.state)]
