"""When the invented association worked and posted, and in what mixture: a year in and out of balance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steamie.rules.quarters import Span, following, preceding, quarter_of
from steamie.rules.working_days import scottish_holidays

LONDON = ZoneInfo("Europe/London")
SHARES = A, B, C = "association", "community", "sector"  # of F.08, which the demonstration is run from

# A week of each quarter, from four quarters ago to the next. One is out of balance; the present one leans to our own work.
MIXTURES = (
    (A, B, C, A, B, C),
    (A, B, C, A, B, C),
    (A, A, B, A, C, A),
    (A, B, C, B, C, A),
    (A, B, C, A, C, A),
    (A, B, C, A, B, C),
)
AHEAD = (B, A, B, C, B, A)  # what is still to come makes up for it
DAYS = (0, 1, 2, 2, 3, 4)  # Monday to Friday, twice on Wednesday
HOURS = (time(10), time(12, 30), time(10), time(16), time(12, 30), time(10))
PLANNED_AHEAD = timedelta(days=9)  # written and scheduled; after that only drafts, then ideas
DRAFTED_AHEAD = OPENED_AHEAD = timedelta(days=20)
OPENS, LATEST = time(9, 5), timedelta(hours=7, minutes=30)  # people do things from then on, for so long
A_DAY = timedelta(days=1)


def lately(moment: datetime, *, order: int = 0) -> datetime:
    """The last moment up to this one at which somebody was at work: what people do, they do in daylight.

    Each day has a moment of its own; ``order`` gives each of several people another.
    """
    day = moment.astimezone(LONDON).date()
    while not _is_worked(day) or _at_work(day, order) > moment:
        day -= A_DAY
    return _at_work(day, order)


def next_day(moment: datetime, *, order: int = 0) -> datetime:
    """A moment at work on the next working day."""
    day = moment.astimezone(LONDON).date() + A_DAY
    while not _is_worked(day):
        day += A_DAY
    return _at_work(day, order)


def _is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in scottish_holidays([day.year])


def _at_work(day: date, order: int) -> datetime:
    minutes = (day.toordinal() * 37 + order * 53) % (LATEST // timedelta(minutes=1))
    return datetime.combine(day, OPENS, LONDON) + timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class PlaceInYear:
    """A place in the year for one post."""

    span: Span
    at: datetime
    share: str

    @property
    def day(self) -> date:
        """The day in London."""
        return self.at.astimezone(LONDON).date()


def quarters(today: date) -> list[Span]:
    """The four quarters before this one, this one, and towards its end the next: there is always something ahead."""
    spans = [quarter_of(today)]
    for _ in range(4):
        spans.insert(0, preceding(spans[0]))
    after = following(spans[-1])
    return [*spans, after] if after.first - today <= OPENED_AHEAD else spans


def moments(today: date, chance: random.Random) -> Iterator[PlaceInYear]:
    """Every place for a post from a year ago to the end of the last quarter that is open; a bank holiday is passed over."""
    start = today - timedelta(days=365)
    for span, mixture in zip(quarters(today), MIXTURES, strict=False):
        monday = span.first - timedelta(days=span.first.weekday())
        while monday <= span.last:
            week = list(mixture if monday <= today else AHEAD)
            chance.shuffle(week)
            yield from _week(span, monday, week, start)
            monday += timedelta(days=7)


def _week(span: Span, monday: date, week: list[str], start: date) -> Iterator[PlaceInYear]:
    for share, offset, hour in zip(week, DAYS, HOURS, strict=True):
        day = monday + timedelta(days=offset)
        if max(span.first, start) <= day <= span.last and _is_worked(day):
            yield PlaceInYear(span, datetime.combine(day, hour, LONDON), share)
