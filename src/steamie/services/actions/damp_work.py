"""Doing the duties of damp: who looked and found what, that nobody could get in, that work began and was finished; payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case
from steamie.casework.sight import require_words
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.regimes.damp import INVESTIGATE, SUMMARY
from steamie.services.damp_clocks import do_duty, to_do
from steamie.services.models import AccessAttempt, Cause, DampDuty, DampMatter, Investigation, LatePayment
from steamie.services.verbs import Verb


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a home was looked at. ``remote_because``: why nobody went; empty when somebody did."""

    finished_at: datetime
    looked_by: str
    competence: str
    findings: str
    damp_free: bool
    work_needed: bool
    cause: Cause | None = None
    remote_because: str = ""


@action()
def investigate(*, matter: DampMatter, look: Inspection, by: Person, at: datetime | None = None) -> Investigation:
    """Write down that the home was looked at, by whom, and what they found; what counts from it begins."""
    moment = at or timezone.now()
    case = workable(matter, by, moment)
    must_be_to_do(matter, INVESTIGATE)
    _must_have_happened(matter, look.finished_at, moment, "finished_at")
    row = Investigation.objects.create(
        matter=matter,
        looked_by=look.looked_by,
        competence=look.competence,
        visited=not look.remote_because.strip(),
        remote_because=look.remote_because,
        findings=look.findings,
        damp_free=look.damp_free,
        work_needed=look.work_needed,
    )
    if look.cause:
        matter.cause = look.cause
        matter.save(update_fields=["cause"])
    do_duty(matter, INVESTIGATE, done_at=look.finished_at, by=by, at=moment, words=look.findings)
    step(case=case, title="We looked at the damp", at=look.finished_at, by=by, words=look.findings, for_them=True)
    facts = {"matter": matter.pk, "visited": row.visited, "damp_free": row.damp_free, "work_needed": row.work_needed}
    record(by=by, verb=Verb.INVESTIGATE_DAMP, clause=KEPT, subject=case, facts=facts, at=moment)
    return row


@action()
def find_no_access(
    *, matter: DampMatter, tried_at: datetime, words: str, by: Person, at: datetime | None = None
) -> AccessAttempt:
    """Write down that somebody went and could not get in. It stops no clock: for that the tenant gets a delay notice."""
    moment = at or timezone.now()
    case = workable(matter, by, moment)
    _must_have_happened(matter, tried_at, moment, "tried_at")
    row = AccessAttempt.objects.create(matter=matter, at=tried_at, words=words, written_down_by=by)
    step(case=case, title="We came and could not get in", at=tried_at, by=by, words=words, for_them=True)
    record(by=by, verb=Verb.FIND_NO_ACCESS, clause=KEPT, subject=case, facts={"matter": matter.pk}, at=moment)
    return row


@action()
def work(*, matter: DampMatter, duty: str, done_at: datetime, words: str, by: Person, at: datetime | None = None) -> DampDuty:
    """Write down that a duty of work was done. Raises ``NotReady`` for one whose days have not begun to count."""
    moment = at or timezone.now()
    case = workable(matter, by, moment)
    if duty in (INVESTIGATE, SUMMARY):
        raise NotReady([Problem("That takes more than a day to write down.")])
    must_be_to_do(matter, duty)
    _must_have_happened(matter, done_at, moment, "done_at")
    if timezone.localdate(done_at) < timezone.localdate(matter.duties.get(code=duty).clock.since):
        raise NotReady([Problem("That is before its days began to count.", "done_at")])
    row = do_duty(matter, duty, done_at=done_at, by=by, at=moment, words=words)
    title = f"Done: {matter.regime.duty(duty).label}"
    step(case=case, title=title, at=done_at, by=by, words=words, for_them=True)
    record(by=by, verb=Verb.DO_A_DUTY, clause=KEPT, subject=case, facts={"matter": matter.pk, "duty": duty}, at=moment)
    return row


@action()
def pay(*, matter: DampMatter, pounds: int, on: date, by: Person, at: datetime | None = None) -> LatePayment:
    """Write down that the tenant was paid for lateness. The case may have ended: what is owed stays owed."""
    moment = at or timezone.now()
    case = Case.objects.locked(matter.case)
    require_words(by, case, day=timezone.localdate(moment))
    if on > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "on")])
    row = LatePayment.objects.create(matter=matter, pounds=pounds, on=on, written_down_at=moment, written_down_by=by)
    step(case=case, title=f"£{pounds} paid because we were late", at=moment, by=by, for_them=True)
    record(by=by, verb=Verb.PAY_FOR_LATENESS, clause=KEPT, subject=case, facts={"matter": matter.pk, "pounds": pounds}, at=moment)
    return row


def workable(matter: DampMatter, by: Person, moment: datetime) -> Case:
    """The case of a matter, held until the act ends. Raises ``NotReady`` for one that has ended."""
    case = Case.objects.locked(matter.case)
    require_words(by, case, day=timezone.localdate(moment))
    if not case.is_open or matter.finished_at:
        raise NotReady([Problem("This matter is finished. If it came back, say so: its days begin anew.")])
    matter.case = case
    return case


def must_be_to_do(matter: DampMatter, code: str) -> None:
    """Raises ``NotReady`` for a duty that was done, or whose days have not begun."""
    if code not in {duty.code for duty in to_do(matter)}:
        raise NotReady([Problem("That is done already, or its time has not begun.")])


def _must_have_happened(matter: DampMatter, when: datetime, moment: datetime, field: str) -> None:
    if when > moment:
        raise NotReady([Problem("That time has not come yet. Write it down when it is done.", field)])
    if when < matter.aware_at:
        raise NotReady([Problem("That is before we became aware of it.", field)])
