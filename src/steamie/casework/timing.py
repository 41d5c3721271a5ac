"""When the duties of a case are due, by the rule of its kind that holds on the day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.diary.models import office_hours, working_calendar
from steamie.rules.cases import rank
from steamie.rules.clocks import ClockRule, Deadline, SetBy, deadline

from .kinds import CaseKind, all_kinds, kind_of
from .models import Case, CaseClock, OwnTime

ANSWER = "answer"  # the duty that every kind with a clock begins with


def rule_of(kind: str, day: date) -> ClockRule | None:
    """The time within which a case of this kind is answered; None where nobody set one. The law's is not ours to change."""
    shipped = kind_of(kind).clock
    if shipped and shipped.set_by is not SetBy.US:
        return shipped
    return _ours(shipped, OwnTime.objects.filter(kind=kind, since__lte=day).last())


def every_rule(day: date) -> list[tuple[CaseKind, ClockRule | None]]:
    """Each kind with the time within which it is answered. One query for all of them."""
    own = {row.kind: row for row in OwnTime.objects.filter(since__lte=day)}  # the last of each kind stays
    return [(kind, _ours(kind.clock, own.get(kind.code))) for kind in all_kinds().values()]


def _ours(shipped: ClockRule | None, own: OwnTime | None) -> ClockRule | None:
    return own.rule if own and (shipped is None or shipped.set_by is SetBy.US) else shipped


def due(rule: ClockRule, since: datetime) -> Deadline:
    """When the rule's time is up, by Scotland's bank holidays, our closures and our office hours."""
    year = timezone.localdate(since).year
    return deadline(rule, since, working_calendar([year, year + 1]), office_hours())


def start_clock(case: Case, *, duty: str, label: str, rule: ClockRule, since: datetime) -> CaseClock:
    """Begin to count one duty of a case; what was worked out is kept with it."""
    worked_out = due(rule, since)
    clock = CaseClock.objects.create(
        case=case,
        duty=duty,
        label=label,
        set_by=rule.set_by.value,
        source=rule.source,
        since=since,
        due_at=worked_out.at,
        reason=worked_out.reason,
        skipped=[[day.isoformat(), why] for day, why in worked_out.skipped],
    )
    place(case)
    return clock


def place(case: Case) -> None:
    """Work out again where a case stands in the inbox, from the clocks that still run."""
    running = list(case.clocks.running())
    case.rank = rank(dangerous=case.dangerous, clocks=[SetBy(clock.set_by) for clock in running])
    case.next_due = min((clock.due_at for clock in running), default=None)
    case.save(update_fields=["rank", "next_due"])


def meet(case: Case, *, duty: str, at: datetime) -> CaseClock | None:
    """Write down that a duty was done; None when its clock does not run."""
    clock = case.clocks.running().filter(duty=duty).first()
    if clock:
        clock.met_at = at
        clock.save(update_fields=["met_at"])
        place(case)
    return clock


def stop_clocks(case: Case, *, because: str, at: datetime) -> None:
    """Stop what still runs: the case ended without it, or something else took its place."""
    case.clocks.running().update(stopped_at=at, stopped_because=because)
    place(case)
