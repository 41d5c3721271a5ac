"""Longer than the procedure's time: asked for with a reason, agreed by somebody else, and told to whoever complained."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.models import Case, CaseClock, Membership
from steamie.casework.sight import sight_of
from steamie.complaints.clauses import KEPT_BY_PROCEDURE
from steamie.complaints.models import Complaint, ComplaintStage, StageExtension
from steamie.complaints.stage_clocks import count_again, worked_out
from steamie.complaints.verbs import Verb
from steamie.complaints.writing import LetterWay, send
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Grant, Person
from steamie.people.permissions import NotAllowed, require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Sight
from steamie.rules.counting import some
from steamie.rules.permissions import Act, Office

from .asking import open_stage, workable


def who_may_agree(case: Case, asker: Person, day: datetime) -> list[Person]:
    """Who can be asked to agree: the others of the case's team, and the officer."""
    on = timezone.localdate(day)
    members = Person.objects.filter(teams__in=Membership.objects.in_force(on).filter(team=case.team))
    officers = Person.objects.filter(grants__in=Grant.objects.in_force(on).filter(office=Office.OFFICER))
    return list((members | officers).distinct().filter(is_active=True).exclude(pk=asker.pk).order_by("name"))


@action()
def ask_for_longer(
    *, complaint: Complaint, days: int, reason: str, approver: Person, by: Person, at: datetime | None = None
) -> StageExtension:
    """Ask somebody to agree to so many more working days. Raises ``NotReady`` for more than the procedure allows."""
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    clock = _clock_that_may_move(stage, days)
    if not reason.strip():
        raise NotReady([Problem("Say why. They read these words.", "reason")])
    if approver not in who_may_agree(complaint.case, by, moment):
        raise NotReady([Problem("Somebody else of the team, or the officer, agrees.", "approver")])
    total = stage.days_allowed - stage.rule.answer + days
    row = StageExtension.objects.create(
        stage=stage,
        days=total,
        due_at=worked_out(stage, stage.rule.answer + total, clock.since).at,
        reason=reason,
        asked_by=by,
        asked_at=moment,
        approver=approver,
    )
    step(case=complaint.case, title=f"{some(days, 'working day')} more asked for", at=moment, by=by, words=reason)
    facts = {"stage": stage.code, "days": days, "approver": approver.reference}
    record(by=by, verb=Verb.ASK_FOR_LONGER, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return row


def _clock_that_may_move(stage: ComplaintStage, days: int) -> CaseClock:
    rule = stage.rule
    if stage.clock is None or stage.suspended or stage.wish_for_longer:
        raise NotReady([Problem("Its time does not run now, or somebody is asked already.")])
    if rule.extensions is not None and sum(bool(one.agreed) for one in stage.longer.all()) >= rule.extensions:
        raise NotReady(
            [Problem("It took longer once already, and that is the most there is. Answer it, or begin the next stage.")]
        )
    if not 1 <= days <= rule.longest_extension:
        raise NotReady([Problem(f"From 1 to {rule.longest_extension} working days.", "days")])
    return stage.clock


@action()
def decide_on_longer(
    *, wish: StageExtension, agreed: bool, by: Person, words: str = "", at: datetime | None = None
) -> StageExtension:
    """Agree, or not. Only who was asked decides; whoever asked does not. The new day counts from where the stage began."""
    moment = at or timezone.now()
    stage, complaint = wish.stage, wish.stage.complaint
    case = Case.objects.locked(complaint.case)
    day = timezone.localdate(moment)
    require(by, Act.DIRECT_CASES, own=sight_of(by, case, day) is Sight.WORDS, on=day)
    if by != wish.approver:
        raise NotAllowed("Only whoever was asked decides this.")
    complaint.case = case
    if wish.agreed is not None or not stage.is_open or stage.suspended:
        raise NotReady([Problem("It is decided already, or the stage does not wait for it any more.")])
    if not agreed and not words.strip():
        raise NotReady([Problem("Say why not.", "words")])
    wish.agreed, wish.decided_at, wish.words = agreed, moment, words
    wish.save(update_fields=["agreed", "decided_at", "words"])
    if agreed:
        stage = ComplaintStage.objects.get(pk=stage.pk)
        stage.complaint = complaint
        count_again(stage, because=f"{by.name} agreed to longer.", at=moment)
    until = f"Extended to {timezone.localtime(wish.due_at):%A %-d %B %Y}"
    title = f"{until}, agreed by {by.name}" if agreed else f"Not extended, by {by.name}"
    step(case=case, title=title, at=moment, by=by, words=wish.reason if agreed else words, for_them=agreed)
    facts = {"stage": stage.code, "agreed": agreed, "days": wish.days}
    record(by=by, verb=Verb.DECIDE_ON_LONGER, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return wish


@action()
def tell_of_longer(*, wish: StageExtension, words: str, how: LetterWay, by: Person, at: datetime | None = None) -> StageExtension:
    """Tell whoever complained that it takes longer, why, and until when."""
    moment = at or timezone.now()
    complaint = wish.stage.complaint
    workable(complaint, by, moment)
    if not wish.agreed or wish.letter:
        raise NotReady([Problem("It is not agreed, or they were told already.")])
    wish.letter = send(complaint, words, how, title="Told that it takes longer", subject="We need longer", by=by, at=moment)
    wish.save(update_fields=["letter"])
    facts = {"stage": wish.stage.code, "way": how.way.value}
    record(by=by, verb=Verb.TELL_OF_LONGER, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return wish
