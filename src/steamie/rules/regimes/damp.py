"""Damp and mould by law: which duties run and from when, what a late one costs, and what a written summary must hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.working_days import Counting, WorkingCalendar

TABLE = files(__package__) / "damp.toml"
AWARE, INVESTIGATE, SUMMARY = "aware", "investigate", "summary"  # what is done with these two needs more than a day
# What the written summary must hold (Scottish guidance, paragraph 5.5), each with how it is asked for.
SUMMARY_PARTS: Mapping[str, str] = {
    "looked_by": "Who looked, and what makes them fit to",
    "method": "How they looked",
    "findings": "What they found",
    "verdict": "Whether the home is, or is not, substantially free from damp and mould",
    "done_on_the_visit": "What was done on the visit",
    "work": "The work needed with its dates, or why none is",
    "advice": "Where to get independent advice",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """What a late duty costs: whole pounds for being late, for each further working day, and at most."""

    first: int
    each_day: int
    most: int
    duties: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is the law for what fell due on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def after(self, late: int) -> int:
        """Pounds owed for one duty that is so many working days late."""
        return min(self.most, self.first + self.each_day * (late - 1)) if late > 0 else 0


@dataclass(frozen=True, slots=True)
class RegimeDuty:
    """One duty: how long, counted from what."""

    code: str
    label: str
    rule: ClockRule
    counts_from: str  # ``aware``, or the code of the duty whose doing starts it


@dataclass(frozen=True, slots=True)
class Regime:
    """The law of one nation from one day on."""

    code: str
    label: str
    source: str
    valid_from: date
    duties: tuple[RegimeDuty, ...]
    payments: tuple[Payment, ...]
    notice_stops_payment: bool
    reasons: Mapping[str, str]  # why a duty may be late, by their codes

    def duty(self, code: str) -> RegimeDuty:
        """The duty of this code. Raises ``KeyError`` for one that this law does not know."""
        return {duty.code: duty for duty in self.duties}[code]

    def payment_for(self, duty: str, due: date) -> Payment | None:
        """What a late duty costs that was due on a day; None where nothing is paid for it."""
        return next((one for one in self.payments if duty in one.duties and one.holds_on(due)), None)

    def started_by(self, event: str) -> Iterator[RegimeDuty]:
        """The duties that begin to count when this happens: ``aware``, or a duty that was done."""
        return (duty for duty in self.duties if duty.counts_from == event)


@dataclass(frozen=True, slots=True)
class RegimeNotice:
    """A duty that could not be done in time for a reason outside the landlord's control, and the tenant was told so."""

    duty: str
    at: datetime


def late_payment(
    regime: Regime,
    duty: str,
    *,
    due: date,
    done: date | None,
    today: date,
    calendar: WorkingCalendar,
    notice: RegimeNotice | None = None,
) -> int:
    """Pounds owed for one duty so far. A delay notice stops the payment from its day on; what was owed by then stays owed."""
    payment = regime.payment_for(duty, due)
    if payment is None:
        return 0
    last = min(day for day in (done, today, _stopped(regime, duty, notice)) if day)
    return payment.after(working_days_late(due, last, calendar))


def _stopped(regime: Regime, duty: str, notice: RegimeNotice | None) -> date | None:
    """The day from which nothing more is owed; one given in time leaves nothing owed at all."""
    return notice.at.date() if notice and notice.duty == duty and regime.notice_stops_payment else None


def working_days_late(due: date, last: date, calendar: WorkingCalendar) -> int:
    """How many working days lie behind the day it was due, up to the last; none before it was due."""
    days = (due + timedelta(days=number) for number in range(1, (last - due).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def missing_parts(summary: Mapping[str, str]) -> list[str]:
    """What the written summary still lacks, as it is asked for. It must not go out while anything is missing."""
    return [asked for part, asked in SUMMARY_PARTS.items() if not summary.get(part, "").strip()]


def regime_on(day: date, nation: str = "scotland") -> Regime | None:
    """The law that holds when a landlord becomes aware on a day; None before there was one."""
    regime = regimes()[nation]
    return regime if regime.valid_from <= day else None


@cache
def regimes() -> Mapping[str, Regime]:
    """Every regime of the table by its nation."""
    return {code: _regime(code, table) for code, table in tomllib.loads(TABLE.read_text()).items()}


def _regime(code: str, table: dict[str, Any]) -> Regime:
    return Regime(
        code=code,
        label=table["label"],
        source=table["source"],
        valid_from=table["valid_from"],
        duties=tuple(_duty(row, table) for row in table["duties"]),
        payments=tuple(_payment(row) for row in table.get("payments", ())),
        notice_stops_payment=table["notice_stops_payment"],
        reasons=table["reasons"],
    )


def _payment(row: dict[str, Any]) -> Payment:
    return Payment(row["first"], row["each_day"], row["most"], tuple(row["for"]), row["valid_from"], row.get("valid_to"))


def _duty(row: dict[str, Any], table: dict[str, Any]) -> RegimeDuty:
    unit = Unit(row.get("unit", Unit.WORKING_DAYS))
    rule = ClockRule(row["days"], unit, SetBy.LAW, Counting.DAY_AFTER, table["source"], table["valid_from"])
    return RegimeDuty(row["code"], row["label"], rule, row["from"])
