"""What residents' matters ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.rules.duties import duty

from .actions.damp_again import ask_whether_back
from .damp_matters import to_ask_by_letter


@duty("whether damp came back", every=timedelta(hours=12))
def ask_whether_damp_came_back(now: datetime) -> None:
    """Write once, months after the work was finished, to whoever gave an address that is safe to write to."""
    for matter in to_ask_by_letter(now):
        ask_whether_back(matter=matter, at=now)
