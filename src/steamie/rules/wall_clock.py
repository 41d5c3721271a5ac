"""What the clock on the wall means when the clocks change: twice a year a time comes twice, or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Choice = Literal["first", "second"]
LONDON = "Europe/London"


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment, in UTC, and the wall time it was asked for: "2026-10-25T01:30 Europe/London, first"."""

    utc: datetime
    written: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """The clocks go back over this time: it comes twice, and a person must say which."""

    first: Moment
    second: Moment
    question: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """The clocks go forward over this time: it never comes. The suggestion is a wall time that does."""

    suggestion: datetime
    reason: str


def interpret(wall: datetime, *, zone: str = LONDON, choice: Choice | None = None) -> Moment | Repeated | Skipped:
    """What a wall time means in a zone. ``choice`` settles a repeated time and changes nothing else."""
    if wall.tzinfo is not None:
        raise ValueError("A wall time carries no zone; the zone is given beside it.")
    earlier, later = (_utc(wall, zone, fold) for fold in (0, 1))
    if earlier == later:
        return Moment(earlier, _written(wall, zone))
    if earlier > later:  # the gap: Python reads the two folds the other way about
        return _skipped(wall, zone, gap=earlier - later)
    return _repeated(wall, zone, earlier, later, choice)


def weeks_later(wall: datetime, weeks: int) -> datetime:
    """The same time on the wall some weeks on, whatever the clocks do in between."""
    return wall + timedelta(weeks=weeks)


def midnight(day: date, *, zone: str = LONDON) -> datetime:
    """When a day begins. Rows are asked for by moments: a database that works out the day of each row cannot use its index."""
    return _utc(datetime.combine(day, time()), zone, fold=0)


def days(first: date, last: date, *, zone: str = LONDON) -> tuple[datetime, datetime]:
    """When the first of these days begins, and when the last has ended."""
    return midnight(first, zone=zone), midnight(last + timedelta(days=1), zone=zone)


def _utc(wall: datetime, zone: str, fold: int) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _written(wall: datetime, zone: str, which: Choice | None = None) -> str:
    return f"{wall:%Y-%m-%dT%H:%M} {zone}" + (f", {which}" if which else "")


def _skipped(wall: datetime, zone: str, *, gap: timedelta) -> Skipped:
    suggestion = wall + gap
    return Skipped(
        suggestion,
        f"The clocks go forward on {_day(wall)}, so {wall:%H:%M} never comes. Choose {suggestion:%H:%M}, or another time.",
    )


def _repeated(wall: datetime, zone: str, earlier: datetime, later: datetime, choice: Choice | None) -> Moment | Repeated:
    first = Moment(earlier, _written(wall, zone, "first"))
    second = Moment(later, _written(wall, zone, "second"))
    if choice:
        return first if choice == "first" else second
    return Repeated(
        first, second, f"The clocks go back on {_day(wall)}, so {wall:%H:%M} comes twice. Do you mean the first or the second?"
    )


def _day(wall: datetime) -> str:
    return f"{wall.day} {wall:%B %Y}"
