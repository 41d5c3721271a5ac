"""The answer of a stage, with its outcome, its cause and what changes; without them it is not closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from steamie.casework.actions import ending
from steamie.casework.models import TrailEntry
from steamie.casework.models.cases import Outcome
from steamie.casework.timing import meet
from steamie.complaints.clauses import KEPT_BY_PROCEDURE
from steamie.complaints.models import Complaint, ComplaintLearning, ComplaintStage
from steamie.complaints.models.complaints import ChildPart
from steamie.complaints.models.stages import OUTCOMES
from steamie.complaints.verbs import Verb
from steamie.complaints.writing import LetterWay, end_of_letter, send
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.regimes.complaints import AnotherPerson, StageOutcome, working_days_taken

from .asking import open_stage

PUT_RIGHT_BY_A_DAY = (StageOutcome.UPHELD, StageOutcome.PARTLY)  # something was wrong, so something changes by some day


@dataclass(frozen=True, slots=True)
class StageAnswer:
    """The answer: its words without the last lines, which are always added; how it ended, why it happened, what changes."""

    words: str
    outcome: StageOutcome | None
    cause: str
    change: str
    change_by: date | None = None


@action()
def save_draft(*, complaint: Complaint, answer: StageAnswer, by: Person, at: datetime | None = None) -> ComplaintStage:
    """Keep what is written of the answer so far, however little."""
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    stage.draft = answer.words
    stage.save(update_fields=["draft"])
    _learn(complaint, answer)
    facts = {"stage": stage.code}
    record(by=by, verb=Verb.DRAFT_AN_ANSWER, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return stage


@action()
def answer_stage(
    *, complaint: Complaint, answer: StageAnswer, how: LetterWay, by: Person, at: datetime | None = None
) -> ComplaintStage:
    """Answer a stage in full: the letter goes, the clock is met, and the case ends until they ask for more.

    Raises ``NotReady``, naming each, while something is missing.
    """
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    outcome, problems = answer.outcome, list(_missing(stage, answer, by))
    if problems or outcome is None:
        raise NotReady(problems)
    words = f"{answer.words.strip()}\n\n{end_of_letter(stage)}"
    title = f"{stage.rule.label} answered: {dict(OUTCOMES)[outcome.value].lower()}"
    entry = send(complaint, words, how, title=title, subject="Our answer to your complaint", by=by, at=moment)
    _close(stage, outcome, entry, by)
    _learn(complaint, answer)
    ending.end(case=complaint.case, outcome=Outcome.ANSWERED, words=title, by=by, at=moment)
    facts = {"stage": stage.code, "outcome": outcome.value, "way": how.way.value, "days": stage.days_taken}
    record(by=by, verb=Verb.ANSWER_A_STAGE, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return stage


def _missing(stage: ComplaintStage, answer: StageAnswer, by: Person) -> Iterator[Problem]:
    complaint = stage.complaint
    if answer.outcome not in complaint.procedure.outcomes:
        yield Problem("Pick the outcome.", "outcome")
    if not answer.cause.strip():
        yield Problem("Say why it happened: the cause, not the person.", "cause")
    if not answer.change.strip():
        yield Problem("Say what changes. “Nothing” is an answer.", "change")
    if answer.outcome in PUT_RIGHT_BY_A_DAY and answer.change_by is None:
        yield Problem("Something was wrong. Say by when it changes.", "change_by")
    if complaint.child != ChildPart.NO and not complaint.child_heard.strip():
        yield Problem("A child has a part in this. First write how the child’s view was heard.")
    if stage.rule.answer_from == "acknowledged" and stage.acknowledged_at is None:
        yield Problem("Acknowledge it first: the time of the answer counts from there.")
    if stage.rule.another_person is AnotherPerson.MUST and complaint.stages.filter(closed_by=by).exists():
        yield Problem("You answered the stage before. Somebody else answers this one.")


def _close(stage: ComplaintStage, outcome: StageOutcome, entry: TrailEntry, by: Person) -> None:
    """Keep the outcome and the days it took, and meet its clocks."""
    if suspension := stage.suspended:
        suspension.until = max(suspension.since, timezone.localdate(entry.at))
        suspension.save(update_fields=["until"])
    stage.outcome, stage.closed_at, stage.closed_by, stage.answer = outcome.value, entry.at, by, entry
    stage.days_taken, stage.draft = _days_taken(stage, entry.at), ""
    stage.save(update_fields=["outcome", "closed_at", "closed_by", "answer", "days_taken", "draft"])
    for clock in (stage.acknowledgement, stage.clock):
        if clock:
            meet(stage.complaint.case, duty=clock.duty, at=entry.at)


def _days_taken(stage: ComplaintStage, done: datetime) -> int:
    """Working days from what the procedure counts from."""
    since = stage.clock.since if stage.clock else stage.asked_at
    first, last = timezone.localdate(since), timezone.localdate(done)
    regime = stage.complaint.procedure
    calendar = regime.calendar(range(first.year, last.year + 1), stage.not_counted(last))
    return working_days_taken(first, last, regime.counting, calendar)


def _learn(complaint: Complaint, answer: StageAnswer) -> None:
    columns = {"cause": answer.cause, "change": answer.change, "change_by": answer.change_by}
    ComplaintLearning.objects.update_or_create(complaint=complaint, defaults=columns)
