"""What was learnt: told in public without anybody's name, and written down once it is changed."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.complaints.clauses import KEPT_BY_PROCEDURE
from steamie.complaints.models import Complaint, ComplaintLearning
from steamie.complaints.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.wording.reader import check

from .asking import workable


@action()
def publish_learning(*, complaint: Complaint, words: str, by: Person, at: datetime | None = None) -> ComplaintLearning:
    """Put what was learnt on the public page. Raises ``NotReady`` where the words point to somebody."""
    moment = at or timezone.now()
    workable(complaint, by, moment)
    learning = _learnt(complaint)
    _must_be_of_nobody(complaint, words)
    learning.public_words, learning.published_at, learning.published_by = words, moment, by
    learning.save(update_fields=["public_words", "published_at", "published_by"])
    record(by=by, verb=Verb.PUBLISH_LEARNING, clause=KEPT_BY_PROCEDURE, subject=complaint, at=moment)
    return learning


def _learnt(complaint: Complaint) -> ComplaintLearning:
    learning = ComplaintLearning.objects.filter(complaint=complaint).first()
    if learning is None or not complaint.stages.filter(closed_at__isnull=False).exists():
        raise NotReady([Problem("Nothing was learnt yet: answer a stage first.")])
    return learning


def _must_be_of_nobody(complaint: Complaint, words: str) -> None:
    """No telephone, address or the like, and not the name of whoever complained. More a machine cannot see."""
    if not words.strip():
        raise NotReady([Problem("Write what the public reads.", "public_words")])
    points = [finding for finding in check(words, lists={}) if finding.firm]
    named = [part for part in complaint.case.party.name.split() if len(part) > 2 and part.casefold() in words.casefold()]
    if points or named:
        raise NotReady([Problem("These words point to somebody. Write it so that nobody can be known from it.", "public_words")])


@action()
def withdraw_learning(*, complaint: Complaint, by: Person, at: datetime | None = None) -> ComplaintLearning:
    """Take it off the public page."""
    moment = at or timezone.now()
    workable(complaint, by, moment)
    learning = _learnt(complaint)
    if learning.published_at is None:
        raise NotReady([Problem("It is not in public.")])
    learning.published_at = learning.published_by = None
    learning.save(update_fields=["published_at", "published_by"])
    record(by=by, verb=Verb.WITHDRAW_LEARNING, clause=KEPT_BY_PROCEDURE, subject=complaint, at=moment)
    return learning


@action()
def note_changed(*, complaint: Complaint, on: date, by: Person, at: datetime | None = None) -> ComplaintLearning:
    """Write down that what was to change is changed."""
    moment = at or timezone.now()
    case = workable(complaint, by, moment)
    learning = _learnt(complaint)
    if on > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "on")])
    learning.changed_on = on
    learning.save(update_fields=["changed_on"])
    step(case=case, title="What it led to is changed", at=moment, by=by, words=learning.change)
    recorded = {"on": on.isoformat()}
    record(by=by, verb=Verb.CHANGE_WHAT_WAS_WRONG, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=recorded, at=moment)
    return learning
