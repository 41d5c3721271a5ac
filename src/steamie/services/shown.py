"""How a hand-over is shown on the desk."""

from __future__ import annotations

from .models import HandOver
from .models.handing_over import State

TONES = {
    State.KEPT: ("info", "clock"),
    State.SENT: ("info", "mail"),
    State.ACCEPTED: ("good", "check"),
    State.UNKNOWN: ("warn", "warn"),
    State.REFUSED: ("bad", "warn"),
    State.BOUNCED: ("bad", "warn"),
    State.GIVEN_UP: ("bad", "warn"),
}


def tone_of(row: HandOver) -> tuple[str, str]:
    """The tone and picture of its chip."""
    return TONES[State(row.state)]
