"""The quarter of the content calendar, and how far it has come (S-72, S-73)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .standing import State

LATE_AFTER = 28  # days into an unapproved quarter after which amber turns red


@dataclass(frozen=True, slots=True)
class Span:
    """Three months, first and last day included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def name(self) -> str:
        """The quarter's name, e.g. "October to December 2026"."""
        return f"{self.first:%B} to {self.last:%B %Y}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Phase(StrEnum):
    """Where a quarter is in its life."""

    EMPTY = "empty"
    PLANNING = "planning"
    APPROVED = "approved"
    RUNNING = "running"
    UNAPPROVED = "unapproved"  # it began, and nobody has signed the plan
    OVER = "over"  # it ended, and has not been closed
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return _LABELS[self]


_LABELS = {
    Phase.EMPTY: "Nothing planned",
    Phase.PLANNING: "Being planned",
    Phase.APPROVED: "Approved",
    Phase.RUNNING: "Running",
    Phase.UNAPPROVED: "Not approved",
    Phase.OVER: "To close",
    Phase.CLOSED: "Closed",
}


@dataclass(frozen=True, slots=True)
class QuarterShape:
    """Where a quarter is, how that stands against S-72, and why."""

    phase: Phase
    state: State
    reason: str


def quarter_of(day: date) -> Span:
    """The calendar quarter a day falls in."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Span(first, _after(first) - timedelta(days=1))


def following(span: Span) -> Span:
    """The quarter after."""
    return quarter_of(span.last + timedelta(days=1))


def preceding(span: Span) -> Span:
    """The quarter before."""
    return quarter_of(span.first - timedelta(days=1))


def weeks(span: Span) -> tuple[date, ...]:
    """The Mondays of the calendar's rows: 13 or 14.

    A quarter that starts mid-week opens with the row of the Monday before, so each of its days is in exactly one row.
    Days of a row that lie outside the span belong to the neighbouring quarter and are shown there too.
    """
    monday = span.first - timedelta(days=span.first.weekday())
    count = (span.last - monday).days // 7 + 1
    return tuple(monday + timedelta(weeks=number) for number in range(count))


def standing(
    span: Span, *, today: date, planned: int, approved: date | None, closed: date | None, empty: int = 0
) -> QuarterShape:
    """How a quarter stands, from its number of planned posts and the days it was approved and closed.

    ``empty``: how many of the planned places hold no post yet. While there are any it is to be watched, never on track.
    """
    phase = _phase(span, today, planned, approved, closed)
    state = _state(span, today, approved)
    if empty and state is State.MET:
        state = State.AT_RISK
    return QuarterShape(phase, state, _reason(span, today, _planned(planned, empty), approved, closed, phase))


def _planned(planned: int, empty: int) -> str:
    """How much is planned: "9 posts planned", or "9 places planned, 4 still empty"."""
    plural = "" if planned == 1 else "s"
    return f"{planned} place{plural} planned, {empty} still empty" if empty else f"{planned} post{plural} planned"


def _after(first: date) -> date:
    return date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)


def _phase(span: Span, today: date, planned: int, approved: date | None, closed: date | None) -> Phase:
    if closed:
        return Phase.CLOSED
    if today > span.last:
        return Phase.OVER
    if today >= span.first:
        return Phase.RUNNING if approved else Phase.UNAPPROVED
    if approved:
        return Phase.APPROVED
    return Phase.PLANNING if planned else Phase.EMPTY


def _state(span: Span, today: date, approved: date | None) -> State:
    if approved:
        return State.MET if approved < span.first else State.AT_RISK
    if today < span.first:
        return State.MET
    return State.AT_RISK if (today - span.first).days < LATE_AFTER and today <= span.last else State.BREACHED


def _reason(span: Span, today: date, posts: str, approved: date | None, closed: date | None, phase: Phase) -> str:
    name = span.name
    if phase is Phase.CLOSED and closed:
        return f"{name} was closed on {_day(closed)}, {_signed(span, approved)}."
    if phase is Phase.OVER:
        return f"{name} ended on {_day(span.last)} and is not closed yet; it was {_signed(span, approved)}."
    if approved:
        return f"{name} was {_signed(span, approved)}; now {posts}."
    if phase is Phase.UNAPPROVED:
        return f"{name} began {_ago((today - span.first).days)} and its plan is not approved ({posts})."
    return f"{name} begins in {_days((span.first - today).days)}: {posts}, not approved yet."


def _signed(span: Span, approved: date | None) -> str:
    if approved is None:
        return "never approved"
    late = (approved - span.first).days + 1
    return f"approved on {_day(approved)}" + (f", day {late} of the quarter" if late > 0 else ", before it began")


def _ago(days: int) -> str:
    return "today" if days == 0 else f"{_days(days)} ago"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
