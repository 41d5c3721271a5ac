"""When the strategy must be reviewed: one year after implementation, then every three years (S-02, S-80, S-81)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReviewKind(StrEnum):
    """Which review is due."""

    FIRST = "first"  # one year after implementation (S-80)
    THREE_YEARLY = "three_yearly"  # from the last approval (S-81)
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


def review_due(*, implemented: date | None, last_review: date | None, stated_due: date | None, today: date) -> ReviewDue:
    """The next review. Where the document states an earlier day than the rule gives, the earlier day holds."""
    computed, kind = _computed(implemented, last_review)
    due = min((day for day in (computed, stated_due) if day), default=None)
    if due is None:
        return ReviewDue(None, 0, ReviewKind.UNKNOWN, "No review, implementation or due date is on record.")
    if computed is None:
        kind = ReviewKind.STATED
    days = (today - due).days
    basis = _basis(kind, implemented, last_review)
    return ReviewDue(due, days, kind, f"{basis} {_verdict(due, days)}", basis)


def years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _computed(implemented: date | None, last_review: date | None) -> tuple[date | None, ReviewKind]:
    if last_review and (implemented is None or last_review > implemented):
        return years_later(last_review, 3), ReviewKind.THREE_YEARLY
    if implemented:
        return years_later(implemented, 1), ReviewKind.FIRST
    return None, ReviewKind.UNKNOWN


def _basis(kind: ReviewKind, implemented: date | None, last_review: date | None) -> str:
    if kind is ReviewKind.THREE_YEARLY and last_review:
        return f"Last reviewed on {_day(last_review)}, and reviewed every three years."
    if kind is ReviewKind.FIRST and implemented:
        return f"Implemented on {_day(implemented)}, and first reviewed one year later."
    return "The document states the day of its next review."


def _verdict(due: date, days: int) -> str:
    if days > 0:
        return f"The review was due on {_day(due)}: {days} day{'' if days == 1 else 's'} overdue."
    if days == 0:
        return "The review is due today."
    return f"The next review is due on {_day(due)}, in {-days} day{'' if days == -1 else 's'}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
