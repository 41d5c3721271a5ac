"""What is done with a qualifying repair: put right, paused while nobody lets us in, handed to a second contractor."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case, CaseClock
from steamie.casework.sight import require_words
from steamie.casework.timing import place, start_clock
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.clocks import Deadline
from steamie.services.models import AccessPause, QualifyingRepair
from steamie.services.right_to_repair import PUT_RIGHT, SECOND, due_without, paused_days, scheme
from steamie.services.verbs import Verb

PAUSED = "Nobody could let us in: these days do not count."


@action()
def put_right(*, repair: QualifyingRepair, done_at: datetime, words: str, by: Person, at: datetime | None = None) -> Case:
    """Write down that a qualifying repair was put right."""
    moment = at or timezone.now()
    case = _workable(repair, by, moment)
    if not case.received_at <= done_at <= moment:
        raise NotReady([Problem("It was put right between when they told us and now.", "done_at")])
    note_put_right(repair, done_at)
    step(case=case, title="It was put right", at=done_at, by=by, words=words, for_them=True)
    record(by=by, verb=Verb.PUT_A_REPAIR_RIGHT, clause=KEPT, subject=case, facts={"item": repair.item}, at=moment)
    return case


def note_put_right(repair: QualifyingRepair, done_at: datetime) -> None:
    """Keep when it was put right. Acts call it; it is no act of its own, and records no event."""
    repair.done_at = done_at
    repair.save(update_fields=["done_at"])
    repair.case.clocks.running().filter(duty__in=(PUT_RIGHT, SECOND)).update(met_at=done_at)
    place(repair.case)


@action()
def pause(*, repair: QualifyingRepair, since: date, words: str, by: Person, at: datetime | None = None) -> AccessPause:
    """Stop counting from a day on which nobody could let us in."""
    moment = at or timezone.now()
    case = _workable(repair, by, moment)
    if repair.pauses.filter(until__isnull=True).exists():
        raise NotReady([Problem("It is paused already.")])
    if not timezone.localdate(case.received_at) <= since <= timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet, or is before they told us.", "since")])
    row = AccessPause.objects.create(repair=repair, since=since, words=words, written_down_by=by)
    case.clocks.running().filter(duty=PUT_RIGHT).update(stopped_at=moment, stopped_because=PAUSED)
    place(case)
    step(case=case, title="We came and could not get in", at=moment, by=by, words=words, for_them=True)
    record(by=by, verb=Verb.PAUSE_A_REPAIR, clause=KEPT, subject=case, facts={"since": since.isoformat()}, at=moment)
    return row


@action()
def resume(*, repair: QualifyingRepair, from_day: date, by: Person, at: datetime | None = None) -> CaseClock:
    """Count again from the day on which somebody can let us in."""
    moment = at or timezone.now()
    case = _workable(repair, by, moment)
    row = repair.pauses.filter(until__isnull=True).first()
    if row is None or from_day <= row.since:
        raise NotReady([Problem("It is not paused, or that day is before the pause.", "from_day")])
    row.until = from_day - timedelta(days=1)
    row.save(update_fields=["until"])
    repair.clock = _counted_again(repair, case)
    repair.save(update_fields=["clock"])
    words = f"We can get in again from {from_day.day} {from_day:%B}"
    step(case=case, title=words, at=moment, by=by, for_them=True)
    record(by=by, verb=Verb.RESUME_A_REPAIR, clause=KEPT, subject=case, facts={"from": from_day.isoformat()}, at=moment)
    return repair.clock


def _counted_again(repair: QualifyingRepair, case: Case) -> CaseClock:
    """A clock from the same moment as the first, without the days that do not count."""
    item = scheme().item(repair.item)
    if item is None:
        raise NotReady([Problem("The scheme knows no such repair.")])
    since = repair.clock.since
    clock = start_clock(case, duty=PUT_RIGHT, label="put it right", rule=item.rule, since=since)
    worked_out: Deadline = due_without(item.rule, since, paused_days(repair, timezone.localdate(since)))
    clock.due_at, clock.reason = worked_out.at, worked_out.reason
    clock.skipped = [[day.isoformat(), why] for day, why in worked_out.skipped]
    clock.save(update_fields=["due_at", "reason", "skipped"])
    place(case)
    return clock


@action()
def call_second(*, repair: QualifyingRepair, contractor: str, by: Person, at: datetime | None = None) -> QualifyingRepair:
    """Write down that a second contractor was called because the first was late; the same time counts for them."""
    moment = at or timezone.now()
    case = _workable(repair, by, moment)
    item = scheme().item(repair.item)
    if repair.clock.due_at >= moment or repair.second_called_at or item is None:
        raise NotReady([Problem("A second contractor is called once, and only when the first is late.")])
    repair.second_contractor, repair.second_called_at = contractor, moment
    repair.save(update_fields=["second_contractor", "second_called_at"])
    start_clock(case, duty=SECOND, label="put it right, by the second contractor", rule=item.rule, since=moment)
    step(case=case, title="A second contractor was called", at=moment, by=by, words=contractor, for_them=True)
    record(by=by, verb=Verb.CALL_A_SECOND, clause=KEPT, subject=case, facts={"item": repair.item}, at=moment)
    return repair


@action()
def set_above_cap(*, repair: QualifyingRepair, by: Person, at: datetime | None = None) -> QualifyingRepair:
    """Write down that it costs more than the scheme covers: nothing is owed under it. Its clock runs on."""
    moment = at or timezone.now()
    case = _workable(repair, by, moment)
    repair.above_cap = True
    repair.save(update_fields=["above_cap"])
    step(case=case, title=f"It costs more than £{scheme().cap}", at=moment, by=by)
    record(by=by, verb=Verb.LEAVE_THE_SCHEME, clause=KEPT, subject=case, facts={"item": repair.item}, at=moment)
    return repair


def _workable(repair: QualifyingRepair, by: Person, moment: datetime) -> Case:
    case = Case.objects.locked(repair.case)
    require_words(by, case, day=timezone.localdate(moment))
    if not case.is_open or repair.done_at:
        raise NotReady([Problem("It was put right already, or the case has ended.")])
    repair.case = case
    return case
