"""When something is due, as people say it: “By 10:52 today”, “By Friday 27 November”, “2 days late”."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from .clocks import LAST_MINUTE
from .counting import some
from .wall_clock import LONDON


class Pressure(StrEnum):
    """How near it is."""

    LATE = "late"
    NOW = "now"  # today
    SOON = "soon"  # within the week
    LATER = "later"


def pressure(due: datetime, now: datetime) -> Pressure:
    """How near a moment is."""
    days = (_wall(due).date() - _wall(now).date()).days
    if due < now:
        return Pressure.LATE
    return Pressure.NOW if days == 0 else Pressure.SOON if days <= 7 else Pressure.LATER


def due_words(due: datetime, now: datetime) -> str:
    """The due moment in a few words; the year is said when it is not this one."""
    wall, today = _wall(due), _wall(now).date()
    days = (wall.date() - today).days
    if due < now:
        return f"{some(-days, 'day')} late" if days else f"Since {wall:%H:%M} today"
    hour = "" if wall.time().replace(second=0, microsecond=0) == LAST_MINUTE else f"{wall:%H:%M} "
    if days == 0:
        return f"By {hour}today"
    if days == 1:
        return f"By {hour}tomorrow"
    year = f" {wall.year}" if wall.year != today.year else ""
    return f"By {hour and f'{wall:%H:%M} on '}{wall:%A} {wall.day} {wall:%B}{year}"


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(LONDON))
