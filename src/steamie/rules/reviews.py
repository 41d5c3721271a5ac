"""When the strategy must be reviewed: some years after implementation, then every so many, as the strategy itself says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .counting import word_for


class ReviewKind(StrEnum):
    """Which review is due."""

    FIRST = "first"  # so many years after implementation
    REPEATED = "repeated"  # so many years from the last approval
    STATED = "stated"  # only the document's own date is known
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When the next review is due. ``days_overdue`` is below zero while there is time."""

    due: date | None
    days_overdue: int
    kind: ReviewKind
    reason: str
    basis: str = ""  # the part of the reason that says where the date comes from

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days_overdue > 0


@dataclass(frozen=True, slots=True)
class Intervals:
    """After how many years the first review is due, and how many lie between the others; None where nothing is stated."""

    first: int | None
    every: int | None


def review_due(
    *, implemented: date | None, last_review: date | None, stated_due: date | None, intervals: Intervals, today: date
) -> ReviewDue:
    """The next review. Where the document states an earlier day than the rule gives, the earlier day holds."""
    computed, kind = _computed(implemented, last_review, intervals)
    due = min((day for day in (computed, stated_due) if day), default=None)
    if due is None:
        return ReviewDue(None, 0, ReviewKind.UNKNOWN, _unknown(implemented, last_review))
    if computed is None:
        kind = ReviewKind.STATED
    days = (today - due).days
    basis = _basis(kind, implemented, last_review, intervals)
    return ReviewDue(due, days, kind, f"{basis} {_verdict(due, days)}", basis)


def years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _computed(implemented: date | None, last_review: date | None, intervals: Intervals) -> tuple[date | None, ReviewKind]:
    if last_review and (implemented is None or last_review > implemented):
        if intervals.every is None:
            return None, ReviewKind.UNKNOWN
        return years_later(last_review, intervals.every), ReviewKind.REPEATED
    if implemented and intervals.first is not None:
        return years_later(implemented, intervals.first), ReviewKind.FIRST
    return None, ReviewKind.UNKNOWN


def _basis(kind: ReviewKind, implemented: date | None, last_review: date | None, intervals: Intervals) -> str:
    if kind is ReviewKind.REPEATED and last_review and intervals.every:
        return f"Last reviewed on {_day(last_review)}, and reviewed every {_years(intervals.every)}."
    if kind is ReviewKind.FIRST and implemented and intervals.first:
        return f"Implemented on {_day(implemented)}, and first reviewed {in_words(intervals.first)} later."
    return "The document states the day of its next review."


def _unknown(implemented: date | None, last_review: date | None) -> str:
    if implemented or last_review:
        return "The strategy does not say when it is reviewed."
    return "No review, implementation or due date is on record."


def in_words(years: int) -> str:
    """ "one year", "three years"."""
    return f"{word_for(years)} year{'' if years == 1 else 's'}"


def _years(years: int) -> str:
    """After "every": "year", "three years"."""
    return "year" if years == 1 else in_words(years)


def _verdict(due: date, days: int) -> str:
    if days > 0:
        return f"The review was due on {_day(due)}: {days} day{'' if days == 1 else 's'} overdue."
    if days == 0:
        return "The review is due today."
    return f"The next review is due on {_day(due)}, in {-days} day{'' if days == -1 else 's'}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
