"""When an answer is due: a number of working days, calendar days, office hours or hours, a month, counted from a moment.

Whose rule it is (the law's, a procedure's, our own) and where it stands are kept with the rule and shown with the date.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from .counting import some
from .wall_clock import LONDON
from .working_days import Counting, WorkingCalendar

LAST_MINUTE = time(23, 59)  # a day that the law counts in days ends at midnight, not when the office shuts
LONGEST_SEARCH = 400  # days; an office that never opens has no hours to count


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"  # rolled on from a day nobody works: data-protection complaints
    MONTHS = "months"  # to the same date, or the month's last; rolled on likewise: subject access
    OFFICE_HOURS = "office hours"
    HOURS = "hours"  # by night and at weekends too: emergencies


class SetBy(StrEnum):
    """Who set a time, which decides what comes before what in the inbox."""

    LAW = "law"
    PROCEDURE = "procedure"
    US = "us"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long something may take. ``source`` names the law or paper; ``valid_from`` the first day it was the rule."""

    amount: int
    unit: Unit
    set_by: SetBy = SetBy.US
    counting: Counting = Counting.DAY_AFTER
    source: str = ""
    valid_from: date = date.min

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a clock of no length."""
        if self.amount < 1:
            raise ValueError("A clock counts at least one.")

    @property
    def words(self) -> str:
        """``5 working days``."""
        return some(self.amount, self.unit.value.removesuffix("s"), self.unit.value)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When somebody is in: for each weekday (Monday is 0) any number of periods, in wall time, the earliest first."""

    periods: Mapping[int, Sequence[tuple[time, time]]] = field(
        default_factory=lambda: {weekday: ((time(9), time(17)),) for weekday in range(5)}
    )

    def on(self, day: date, calendar: WorkingCalendar) -> Sequence[tuple[time, time]]:
        """The periods of one day; none on a bank holiday or a day the office is shut."""
        return () if day in calendar.closures or day in calendar.statutory else self.periods.get(day.weekday(), ())

    def is_open(self, moment: datetime, calendar: WorkingCalendar) -> bool:
        """Whether somebody is in at this moment."""
        wall = moment.astimezone(ZoneInfo(LONDON))
        return any(opens <= wall.time() < closes for opens, closes in self.on(wall.date(), calendar))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment something is due, the rule in words, and the days that did not count."""

    at: datetime
    reason: str
    skipped: tuple[tuple[date, str], ...] = ()


def deadline(rule: ClockRule, since: datetime, calendar: WorkingCalendar, hours: OfficeHours | None = None) -> Deadline:
    """When the rule's time is up. ``since`` is an aware moment; ``hours`` are needed for office hours only."""
    zone = ZoneInfo(LONDON)
    wall = since.astimezone(zone)
    match rule.unit:
        case Unit.HOURS:
            return Deadline(since + timedelta(hours=rule.amount), f"{rule.words} from {_spoken(wall)}, by day and night.")
        case Unit.OFFICE_HOURS:
            return _in_office_hours(rule, wall, calendar, hours or OfficeHours())
        case Unit.WORKING_DAYS:
            due = calendar.due(wall.date(), days=rule.amount, counting=rule.counting)
            return Deadline(datetime.combine(due.day, LAST_MINUTE, zone), due.reason, due.skipped)
        case Unit.CALENDAR_DAYS:
            return _rolled(wall.date() + timedelta(days=rule.amount), rule, wall.date(), calendar)
        case Unit.MONTHS:
            return _rolled(months_later(wall.date(), rule.amount), rule, wall.date(), calendar)


def _rolled(day: date, rule: ClockRule, since: date, calendar: WorkingCalendar) -> Deadline:
    """The day, or the next one on which anybody works, with the days passed over."""
    skipped = []
    while not calendar.is_working_day(day):
        skipped.append((day, calendar.statutory.get(day, "weekend")))
        day += timedelta(days=1)
    rolled = f"; moved on from {', '.join(f'{why} ({one.day} {one:%B})' for one, why in skipped)}" if skipped else ""
    reason = f"{rule.words} from the day after {since.day} {since:%B %Y}{rolled}."
    return Deadline(datetime.combine(day, LAST_MINUTE, ZoneInfo(LONDON)), reason, tuple(skipped))


def months_later(day: date, months: int) -> date:
    """The same date so many months later, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _in_office_hours(rule: ClockRule, wall: datetime, calendar: WorkingCalendar, hours: OfficeHours) -> Deadline:
    left, skipped = timedelta(hours=rule.amount), []
    for number in range(LONGEST_SEARCH):
        day = wall.date() + timedelta(days=number)
        periods = hours.on(day, calendar)
        if number and not periods:
            skipped.append((day, calendar.closures.get(day) or calendar.statutory.get(day, "the office is shut")))
        for opens, closes in periods:
            start = max(datetime.combine(day, opens, wall.tzinfo), wall)
            end = datetime.combine(day, closes, wall.tzinfo)
            if start < end and left <= end - start:
                return Deadline(start + left, f"{rule.words} from {_spoken(wall)}.", tuple(skipped))
            left -= max(end - start, timedelta())
    raise ValueError("The office is never open, so its hours cannot be counted.")


def _spoken(wall: datetime) -> str:
    return f"{wall:%H:%M} on {wall.day} {wall:%B %Y}"
