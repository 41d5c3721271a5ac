"""How a case ends, and how it is opened again."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.extensions import extensions
from steamie.casework.models import Case, Ending
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.casework.sight import require_words
from steamie.casework.timing import ANSWER, meet, rule_of, start_clock, stop_clocks
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem

AFTER_AN_ANSWER = (Outcome.DONE, Outcome.ANSWERED)
ANSWERS = (EntryKind.WENT_OUT, EntryKind.CALL, EntryKind.VISIT)


@action()
def end(*, case: Case, outcome: Outcome, by: Person, words: str = "", at: datetime | None = None) -> Ending:
    """End a case. Raises ``NotReady`` when nothing was answered and no reason is written, or a duty that the outcome claims to be
    done is not: nothing ends in silence."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    if not case.is_open:
        raise NotReady([Problem("This case has ended already.", "outcome")])
    answered = case.trail.filter(kind__in=ANSWERS).exists()
    if not words.strip() and (outcome not in AFTER_AN_ANSWER or not answered):
        raise NotReady([Problem("Nothing was answered yet. Answer first, or write why it ends without an answer.", "words")])
    if unfinished := [words for extension in extensions() for words in extension.unfinished(case, outcome)]:
        raise NotReady([Problem(words, "outcome") for words in unfinished])
    row = Ending.objects.create(case=case, outcome=outcome, words=words, at=moment, by=by)
    if outcome in AFTER_AN_ANSWER and answered:
        meet(case, duty=ANSWER, at=moment)
    for extension in extensions():
        extension.ending(case, outcome, moment)
    stop_clocks(case, because=f"The case ended: {outcome.label.lower()}.", at=moment)
    case.ended_at, case.their_turn_since, case.held_because = moment, None, ""
    case.save(update_fields=["ended_at", "their_turn_since", "held_because"])
    step(case=case, title=f"Ended: {outcome.label.lower()}", at=moment, by=by, words=words, for_them=True)
    record(by=by, verb=Verb.END_A_CASE, clause=KEPT, subject=case, facts={"outcome": outcome.value}, at=moment)
    return row


def reopen(*, case: Case, reason: str, by: Actor, at: datetime | None = None) -> Case:
    """Open an ended case again, with a new clock. Whose matter it is may always do it, a person of the desk who reads it too."""
    moment = at or timezone.now()
    if isinstance(by, Person):
        require_words(by, case, day=timezone.localdate(moment))
    return _reopened(case, reason, by, moment)


@action(unasked="reopen asks people of the desk; whose matter it is may always say that it is not over")
def _reopened(case: Case, reason: str, by: Actor, moment: datetime) -> Case:
    case = Case.objects.locked(case)
    ending = case.endings.first()
    if case.is_open or ending is None:
        raise NotReady([Problem("This case is open.")])
    ending.reopened_at, ending.reopened_by, ending.reopened_because = moment, by.reference, reason[:300]
    ending.save(update_fields=["reopened_at", "reopened_by", "reopened_because"])
    case.ended_at = case.read_at = None
    case.save(update_fields=["ended_at", "read_at"])
    if rule := rule_of(case.kind, timezone.localdate(moment)):
        start_clock(case, duty=ANSWER, label="answer", rule=rule, since=moment)
    for extension in extensions():
        extension.reopened(case, by, moment)
    step(case=case, title="Opened again", at=moment, by=by if isinstance(by, Person) else None, words=reason, for_them=True)
    record(by=by, verb=Verb.REOPEN_A_CASE, clause=KEPT, subject=case, at=moment)
    return case


def mark_read(*, case: Case, by: Person, at: datetime | None = None) -> Ending:
    """End a matter that needs no reply. Raises ``NotReady`` for one with a clock: that is answered, or ended with a reason."""
    if case.clocks.running().exists():
        raise NotReady([Problem("This one has a clock. Open it and answer.")])
    return end(case=case, outcome=Outcome.DONE, words="Read, no reply needed.", by=by, at=at)
