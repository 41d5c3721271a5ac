"""The officer looks through the lists that Steamie came with, as somebody must before the site is public."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.particulars.actions import change_rows, confirm
from steamie.particulars.changes import replaced
from steamie.particulars.models import digest_of
from steamie.particulars.register import particulars
from steamie.people.models import Person
from steamie.services.numbers import NUMBERS, WHEN_SHUT

from .posts import Desk
from .year import lately

AT_NIGHT = "0141 496 0123"  # for drama


def check_all(desk: Desk) -> None:
    """Each list is right as it stands, one after another on one morning; a colleague looks at whom people call."""
    at = lately(desk.now - timedelta(days=45))
    _say_whom_to_call_at_night(desk.cast.officer, at - timedelta(hours=1))
    for number, particular in enumerate(particulars()):
        confirm(
            particular=particular,
            seen=digest_of(particular.data()),
            by=desk.cast["team"] if particular.takes_another else desk.cast.officer,
            at=at + timedelta(minutes=4 * number),
        )


def _say_whom_to_call_at_night(officer: Person, at: datetime) -> None:
    change_rows(particular=NUMBERS, section=WHEN_SHUT, change=replaced(0, {"out_of_hours": AT_NIGHT}), by=officer, at=at)
