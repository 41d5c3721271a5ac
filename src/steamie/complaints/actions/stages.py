"""The stages of a complaint: acknowledged, suspended and taken up again, and the next one begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.casework.actions.ending import reopen
from steamie.casework.actions.trail import step
from steamie.casework.timing import ANSWER, meet
from steamie.complaints.clauses import KEPT_BY_PROCEDURE
from steamie.complaints.models import Complaint, ComplaintStage, StageSuspension
from steamie.complaints.stage_clocks import begin_stage, count_again, count_answer, stop
from steamie.complaints.verbs import Verb
from steamie.complaints.writing import LetterWay, send, what_is_looked_into
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.regimes.complaints import CountsFrom, RegimeStage

from .asking import open_stage, workable


@dataclass(frozen=True, slots=True)
class StageReceipt:
    """What they are told when a stage begins: the words, and what was agreed to be looked into and wanted."""

    words: str
    points: str
    wants: str = ""


@action()
def acknowledge(
    *, complaint: Complaint, receipt: StageReceipt, how: LetterWay, by: Person, at: datetime | None = None
) -> ComplaintStage:
    """Say that it has come, what is looked into and what they want. In some procedures the answer's time counts from here."""
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    if stage.acknowledgement is None or stage.acknowledged_at:
        raise NotReady([Problem("This stage needs no acknowledgement, or has it already.")])
    if not receipt.points.strip():
        raise NotReady([Problem("Say what you look into.", "points")])
    complaint.points, complaint.wants = receipt.points, receipt.wants
    complaint.save(update_fields=["points", "wants"])
    if not receipt.words.strip():
        raise NotReady([Problem("Write the words first.", "words")])
    words = f"{receipt.words.strip()}\n\n{what_is_looked_into(complaint)}"
    entry = send(complaint, words, how, title="Acknowledged", subject="We have your complaint", by=by, at=moment)
    stage.acknowledged_at = entry.at
    stage.save(update_fields=["acknowledged_at"])
    meet(complaint.case, duty=stage.acknowledgement.duty, at=entry.at)
    if stage.rule.answer_from is CountsFrom.ACKNOWLEDGED:
        count_answer(stage, since=entry.at)
    facts = {"stage": stage.code, "way": how.way.value}
    record(by=by, verb=Verb.ACKNOWLEDGE_A_STAGE, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return stage


@action()
def begin_next(
    *, complaint: Complaint, why: str, by: Person, asked_at: datetime | None = None, at: datetime | None = None
) -> ComplaintStage:
    """Begin the next stage: they are not content with an answer, or it is too serious for the first.

    A case that has ended is opened again. Raises ``NotReady`` after the last stage, and where the procedure does not let a
    complaint begin at the next.
    """
    moment = at or timezone.now()
    case = workable(complaint, by, moment)
    last = complaint.stages.last()
    following = complaint.procedure.after(last.code) if last else None
    if last is None or following is None:
        raise NotReady([Problem("That was the last stage. Tell them who can look at it now.")])
    if not why.strip():
        raise NotReady([Problem("Say why.", "why")])
    last.complaint = complaint
    direct = last.closed_at is None
    asked = complaint.received_at if direct else asked_at or moment
    _may_begin(last, following, asked, moment)
    if direct:
        _leave_for(last, following, moment)
    elif not case.is_open:
        complaint.case = reopen(case=case, reason=why, by=by, at=moment)
    answering = complaint.case.clocks.running().filter(duty=ANSWER)
    answering.update(stopped_at=moment, stopped_because=f"{following.label} took its place.")
    stage = begin_stage(complaint, following, asked_at=asked, direct=direct, why=why)
    title = f"{following.label} from the start" if direct else f"{following.label} asked for"
    step(case=complaint.case, title=title, at=asked if not direct else moment, by=by, words=why, for_them=True)
    facts = {"stage": following.code, "direct": direct}
    record(by=by, verb=Verb.BEGIN_A_STAGE, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return stage


def _may_begin(last: ComplaintStage, following: RegimeStage, asked: datetime, moment: datetime) -> None:
    if asked > moment:
        raise NotReady([Problem("That time has not come yet.", "asked_at")])
    if last.closed_at is None and (not following.may_be_first or not last.is_open):
        raise NotReady([Problem(f"By this procedure {last.rule.label.lower()} is answered first.")])
    if last.closed_at and asked < last.closed_at:
        raise NotReady([Problem(f"{last.rule.label} was answered only after that.", "asked_at")])


def _leave_for(last: ComplaintStage, following: RegimeStage, moment: datetime) -> None:
    """A stage that is not answered, because the next takes its place."""
    for clock in (last.clock, last.acknowledgement):
        stop(clock, because=f"{following.label} from the start.", at=moment)
    last.left_at = moment
    last.save(update_fields=["left_at"])


@action()
def suspend(*, complaint: Complaint, since: date, why: str, by: Person, at: datetime | None = None) -> StageSuspension:
    """Stop the clock of a stage from a day on: both sides try mediation, say."""
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    if stage.clock is None or stage.suspended:
        raise NotReady([Problem("No clock of an answer runs now.")])
    if not timezone.localdate(stage.clock.since) <= since <= timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet, or is before the stage began.", "since")])
    if not why.strip():
        raise NotReady([Problem("Say why the clock stands still.", "why")])
    row = StageSuspension.objects.create(stage=stage, since=since, why=why, written_down_by=by)
    stop(stage.clock, because=f"The clock stands still: {why}", at=moment)
    step(case=complaint.case, title=f"The clock stands still from {since:%-d %B %Y}", at=moment, by=by, words=why, for_them=True)
    facts = {"stage": stage.code, "since": since.isoformat()}
    record(by=by, verb=Verb.SUSPEND_A_STAGE, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return row


@action()
def resume(*, complaint: Complaint, from_day: date, by: Person, at: datetime | None = None) -> ComplaintStage:
    """Count again from a day on: what lay between does not count."""
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    row = stage.suspended
    if row is None or not row.since < from_day <= timezone.localdate(moment):
        raise NotReady([Problem("The clock does not stand still, or that day is not between then and today.", "from_day")])
    row.until = from_day - timedelta(days=1)
    row.save(update_fields=["until"])
    stage = ComplaintStage.objects.get(pk=stage.pk)
    stage.complaint = complaint
    count_again(stage, because="Its days are counted again.", at=moment)
    step(case=complaint.case, title=f"The clock runs again from {from_day:%-d %B %Y}", at=moment, by=by, for_them=True)
    facts = {"stage": stage.code, "from": from_day.isoformat()}
    record(by=by, verb=Verb.RESUME_A_STAGE, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return stage
