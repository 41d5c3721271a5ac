"""The Right to Repair scheme: qualifying repairs with their times, what a late one costs, and days on which nobody let us in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from steamie.casework.models import Case
from steamie.diary.models import working_calendar
from steamie.rules.clocks import ClockRule, Deadline, SetBy, Unit, deadline
from steamie.rules.regimes.damp import Payment, working_days_late
from steamie.rules.working_days import Counting, WorkingCalendar

from .damp_data import damp_data
from .models import QualifyingRepair

TABLE = files(__package__) / "right_to_repair.toml"
PUT_RIGHT = "repair"  # the duty of a qualifying repair: only work meets it, and no answer
SECOND = "second-contractor"
NO_ACCESS = "nobody could let us in"


@dataclass(frozen=True, slots=True)
class Item:
    """One qualifying repair, between its dates."""

    code: str
    label: str
    rule: ClockRule
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is a qualifying repair for what is told on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The whole table. ``cap``: pounds that a qualifying repair may cost."""

    nation: str
    source: str
    cap: int
    payments: tuple[Payment, ...]
    items: Mapping[str, tuple[Item, ...]]  # by code, the newest last

    def item(self, code: str, day: date | None = None) -> Item | None:
        """The item of this code as it holds on a day, or the newest; None where none does."""
        fitting = [one for one in self.items.get(code, ()) if day is None or one.holds_on(day)]
        return fitting[-1] if fitting else None

    def payment_on(self, day: date) -> Payment | None:
        """What a repair costs that was due on a day and is late."""
        return next((one for one in self.payments if one.holds_on(day)), None)


@cache
def scheme() -> Scheme:
    """The landlord's table."""
    table = tomllib.loads(TABLE.read_text())
    items: dict[str, list[Item]] = {}
    for row in table["items"]:
        rule = ClockRule(row["days"], Unit.WORKING_DAYS, SetBy.LAW, Counting.DAY_AFTER, table["source"], row["valid_from"])
        items.setdefault(row["code"], []).append(Item(row["code"], row["label"], rule, row["valid_from"], row.get("valid_to")))
    payments = tuple(_payment(row) for row in table["payments"])
    return Scheme(table["nation"], table["source"], table["cap"], payments, {code: tuple(rows) for code, rows in items.items()})


def qualifying_item(code: str, day: date | None = None) -> Item | None:
    """The item of this code for a repair that is told now; None where the law of another nation holds here."""
    return scheme().item(code, day) if scheme().nation == damp_data().nation else None


def _payment(row: dict[str, Any]) -> Payment:
    return Payment(row["first"], row["each_day"], row["most"], (), row["valid_from"], row.get("valid_to"))


def due_without(rule: ClockRule, since: datetime, paused: Iterable[date]) -> Deadline:
    """When a rule's time is up, if the paused days do not count."""
    return deadline(rule, since, calendar_without(timezone.localdate(since).year, paused))


def calendar_without(year: int, paused: Iterable[date]) -> WorkingCalendar:
    """The working days of a year and the two that follow, without the paused ones."""
    plain = working_calendar(range(year, year + 3))
    return WorkingCalendar({**dict.fromkeys(paused, NO_ACCESS), **plain.statutory}, plain.closures)


def paused_days(repair: QualifyingRepair, until: date) -> list[date]:
    """Every day on which nobody let us in, up to one that a running pause has reached."""
    days: list[date] = []
    for pause in repair.pauses.all():
        last = pause.until or until
        days += [pause.since + timedelta(days=number) for number in range((last - pause.since).days + 1)]
    return days


def owed(repair: QualifyingRepair, today: date) -> int:
    """Pounds owed because it was not put right in time; nothing while we cannot get in, or where it costs more than the cap."""
    due = timezone.localdate(repair.clock.due_at)
    payment = scheme().payment_on(due)
    if payment is None or repair.above_cap:
        return 0
    last = timezone.localdate(repair.done_at) if repair.done_at else today
    return payment.after(working_days_late(due, last, calendar_without(due.year, paused_days(repair, last))))


@dataclass(frozen=True, slots=True)
class RepairStanding:
    """How a qualifying repair stands, for the desk and for its tenant. ``owed``: whole pounds until now."""

    repair: QualifyingRepair
    item: Item
    cap: int
    payment: Payment | None
    owed: int
    paused: bool
    late: bool

    @property
    def may_call_second(self) -> bool:
        """Whether a second contractor may be called now."""
        return self.late and not self.paused and self.repair.second_called_at is None and not self.repair.above_cap


def standing(case: Case, now: datetime) -> RepairStanding | None:
    """How the qualifying repair of a case stands; None for a case that is none."""
    repair = QualifyingRepair.objects.select_related("clock").prefetch_related("pauses").filter(case=case).first()
    item = scheme().item(repair.item) if repair else None
    if repair is None or item is None:
        return None
    today = timezone.localdate(now)
    paused = any(pause.until is None for pause in repair.pauses.all())
    return RepairStanding(
        repair=repair,
        item=item,
        cap=scheme().cap,
        payment=scheme().payment_on(timezone.localdate(repair.clock.due_at)),
        owed=owed(repair, today),
        paused=paused and repair.done_at is None,
        late=repair.done_at is None and repair.clock.due_at < now,
    )
