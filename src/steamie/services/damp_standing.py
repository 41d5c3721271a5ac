"""How a matter of damp stands at a moment: each duty with its day, what a late one costs, and the regulator's count beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from steamie.diary.models import working_calendar
from steamie.rules.clocks import Unit
from steamie.rules.counting import some
from steamie.rules.regimes import damp as law
from steamie.rules.working_days import WorkingCalendar

from .damp_clocks import duties_of
from .damp_data import damp_data
from .models import Cause, DampDuty, DampMatter, DelayNotice


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """One duty. ``row`` is None while its days have not begun. Amounts are whole pounds."""

    rule: law.RegimeDuty
    row: DampDuty | None
    notices: tuple[DelayNotice, ...]
    late: int  # working days, up to when it was done or until today
    day: int  # which of its days it is, counted as the law counts them; 0 while they have not begun
    owed: int
    begins: str  # from which event its days count, in words
    payable: bool  # a late one costs something

    @property
    def label(self) -> str:
        """``Look at it``."""
        return f"{self.rule.label[:1].upper()}{self.rule.label[1:]}"

    @property
    def done(self) -> bool:
        """Whether it was written down as done."""
        return self.row is not None and self.row.done_at is not None

    @property
    def running(self) -> bool:
        """Whether it counts now."""
        return self.row is not None and self.row.done_at is None and self.row.clock.stopped_at is None

    @property
    def chip(self) -> tuple[str, str, str]:
        """Tone, icon and words for how it stands."""
        if self.row is None:
            return "none", "clock", "Not begun"
        if self.row.clock.stopped_at:
            return "none", "clock", "Stopped"
        if self.late:
            return "bad", "bad", f"{some(self.late, 'working day')} late"
        if self.done:
            return "good", "check", "In time"
        return "info", "clock", f"Day {self.day} of {self.rule.rule.amount}"

    @property
    def sum_words(self) -> str:
        """Why it costs that much."""
        if self.notices and self.payable and not self.owed:
            return "told in time"
        if not self.payable:
            return "no payment is set for it"
        return "not late" if not self.late else "owed"


def _at_hand(matter: DampMatter, name: str, *related: str) -> list[Any]:
    """The rows of a matter that were read with many matters, or one query."""
    rows = getattr(matter, name)
    return list(rows.all() if name in getattr(matter, "_prefetched_objects_cache", {}) else rows.select_related(*related))


class DampStanding:
    """A matter at a moment; what it needs is read once."""

    def __init__(self, matter: DampMatter, now: datetime, calendar: WorkingCalendar | None = None) -> None:
        """``calendar``: the holidays and closures of its years, where they were read for many matters."""
        self.matter, self.now = matter, now
        self.today = timezone.localdate(now)
        if calendar is not None:
            self.calendar = calendar

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """Bank holidays and our closures from when we became aware to the end of next year."""
        return working_calendar(range(self.matter.aware_at.year, self.today.year + 2))

    @cached_property
    def duties(self) -> list[DutyStanding]:
        """Every duty in the law's order."""
        rows = {row.code: row for row in _at_hand(self.matter, "duties", "clock", "written_down_by")}
        notices = _at_hand(self.matter, "notices", "entry__letter")
        return [self._duty(rule, rows.get(rule.code), notices) for rule in duties_of(self.matter)]

    def _duty(self, rule: law.RegimeDuty, row: DampDuty | None, notices: list[DelayNotice]) -> DutyStanding:
        of_this = tuple(one for one in notices if one.duty == rule.code)
        due = timezone.localdate(row.clock.due_at) if row else None
        last = self._last_day(row)
        return DutyStanding(
            rule=rule,
            row=row,
            notices=of_this,
            late=law.working_days_late(due, last, self.calendar) if due else 0,
            day=self._day_of(rule, timezone.localdate(row.clock.since), last) if row else 0,
            owed=self._owed(rule.code, row, of_this),
            begins=self._begins(rule),
            payable=self.matter.regime.payment_for(rule.code, due or self.today) is not None,
        )

    def _day_of(self, rule: law.RegimeDuty, since: date, last: date) -> int:
        if rule.rule.unit is Unit.WORKING_DAYS:
            return law.working_days_late(since, last, self.calendar)
        return (last - since).days

    def _last_day(self, row: DampDuty | None) -> date:
        """The day on which it was done or stopped; else today."""
        ended = (row.done_at or row.clock.stopped_at) if row else None
        return timezone.localdate(ended) if ended else self.today

    def _owed(self, code: str, row: DampDuty | None, notices: tuple[DelayNotice, ...]) -> int:
        if row is None:
            return 0
        first = min(notices, key=lambda one: one.at, default=None)
        return law.late_payment(
            self.matter.regime,
            code,
            due=timezone.localdate(row.clock.due_at),
            done=self._last_day(row) if row.done_at or row.clock.stopped_at else None,
            today=self.today,
            calendar=self.calendar,
            notice=law.RegimeNotice(code, timezone.localtime(first.at)) if first else None,
        )

    def _begins(self, rule: law.RegimeDuty) -> str:
        labels = {duty.code: f"the day we {duty.label}" for duty in self.matter.regime.duties}
        return labels.get(rule.counts_from, "when we became aware")

    @cached_property
    def owed(self) -> int:
        """Pounds owed over all duties until now, whatever was paid of it."""
        return sum(duty.owed for duty in self.duties)

    @cached_property
    def paid(self) -> int:
        """Pounds paid."""
        return self.matter.paid.aggregate(sum=Sum("pounds"))["sum"] or 0

    @property
    def outstanding(self) -> int:
        """Pounds owed and not paid."""
        return max(self.owed - self.paid, 0)

    @property
    def next(self) -> DutyStanding | None:
        """The running duty that is due first."""
        running = [duty for duty in self.duties if duty.running]
        return min(running, key=lambda duty: duty.row.clock.due_at if duty.row else self.now, default=None)

    @property
    def heading(self) -> str:
        """``Damp: three duties done, one to go``."""
        done = sum(duty.done for duty in self.duties)
        left = len(self.duties) - done
        return f"Damp: {some(done, 'duty', 'duties')} done, {left} to go" if left else f"Damp: all {done} duties done"

    @property
    def in_time(self) -> bool:
        """Whether no duty is or was late."""
        return not any(duty.late for duty in self.duties)

    @cached_property
    def regulator_days(self) -> int:
        """Working days from when we became aware to the end of the work, as our own office works; until today while it lasts."""
        last = timezone.localdate(self.matter.finished_at) if self.matter.finished_at else self.today
        first = timezone.localdate(self.matter.aware_at)
        days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sum(self.calendar.office_open(day) for day in days)

    @property
    def in_regulator_count(self) -> str:
        """Whether the regulator's return counts it, in words."""
        if self.matter.cause == Cause.NONE:
            return "Not counted: there was no damp or mould."
        if not self.matter.finished_at:
            return "Counted once it is finished."
        return "Counted." if self.matter.cause else "Counted, but the return needs its cause."

    @property
    def ask_on(self) -> date | None:
        """The day on which we ask whether it came back; None while it is not finished."""
        finished = self.matter.finished_at
        return timezone.localdate(finished + damp_data().ask_again_after) if finished else None

    @property
    def size(self) -> str:
        """How much there is, as it was ticked."""
        return dict(damp_data().sizes).get(self.matter.size, "")

    @property
    def people(self) -> list[str]:
        """Who at home is at risk, as it was ticked."""
        return [label for code, label in damp_data().at_risk if code in self.matter.at_risk]

    @property
    def payment(self) -> law.Payment | None:
        """What a late duty costs by the law of today; None where nothing is paid."""
        return next((one for one in self.matter.regime.payments if one.holds_on(self.today)), None)

    @property
    def paid_for(self) -> str:
        """The duties for which lateness is paid, as a phrase: ``look at it or start the work``."""
        duties = self.payment.duties if self.payment else ()
        return " or ".join(self.matter.regime.duty(code).label for code in duties)

    @property
    def months_later(self) -> str:
        """When we ask whether it came back, for a tenant who reads it before anything is done."""
        return f"{some(damp_data().ask_again_after.days // 30, 'month')} after that"
