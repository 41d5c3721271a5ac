"""How a hand-over is shown on the desk."""

from __future__ import annotations

from .models import HandOver
from .models.handing_over import HandOverState

TONES = {
    HandOverState.KEPT: ("info", "clock"),
    HandOverState.SENT: ("info", "mail"),
    HandOverState.ACCEPTED: ("good", "check"),
    HandOverState.UNKNOWN: ("warn", "warn"),
    HandOverState.REFUSED: ("bad", "warn"),
    HandOverState.BOUNCED: ("bad", "warn"),
    HandOverState.GIVEN_UP: ("bad", "warn"),
    HandOverState.WITHDRAWN: ("info", "check"),
}


def tone_of(row: HandOver) -> tuple[str, str]:
    """The tone and picture of its chip."""
    return TONES[HandOverState(row.state)]
