"""Training, reports, and their answers."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act
from steamie.strategy.models import Incident

from .models import ProfileReport, ProfileTraining
from .verbs import Verb

KEEPS = "profiles.guided"


@action(none="the same training was written down before")
def train(*, person: Person, on: date, by: Person, at: datetime | None = None) -> ProfileTraining:
    """Write down that somebody was trained on a day. The same day twice is one."""
    require(by, Act.MANAGE_PEOPLE)
    moment = at or timezone.now()
    _not_to_come(on, moment)
    row, new = ProfileTraining.objects.get_or_create(person=person, on=on, defaults={"by": by, "at": moment})
    if new:
        facts = {"person": person.pk, "on": on.isoformat()}
        record(by=by, verb=Verb.TRAIN, clause=Citation(KEEPS), subject=row, facts=facts, at=moment)
    return row


@action()
def report(*, on: date, what: str, by: Person, at: datetime | None = None) -> ProfileReport:
    """Report that a personal profile seemed to speak for us, in general words."""
    require(by, Act.LOG_CASE)
    moment = at or timezone.now()
    _not_to_come(on, moment)
    if not what.strip():
        raise ValidationError({"what": "Say what happened, in general words."})
    row = ProfileReport.objects.create(happened_on=on, what=what.strip(), by=by, at=moment)
    record(by=by, verb=Verb.REPORT_A_PROFILE, clause=Citation(KEEPS), subject=row, facts={"on": on.isoformat()}, at=moment)
    return row


@action(none="it was answered already")
def answer(
    *, row: ProfileReport, words: str, by: Person, incident: Incident | None = None, at: datetime | None = None
) -> ProfileReport:
    """Answer a report: with the incident that it became in the register of risks, or with why it is none."""
    require(by, Act.EDIT_STRATEGY)
    moment = at or timezone.now()
    row = ProfileReport.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if row.answered_at:
        return row
    if not words.strip():
        raise ValidationError({"words": "Say what was done, or why it is no incident."})
    row.answer, row.incident, row.answered_by, row.answered_at = words.strip(), incident, by, moment
    row.save(update_fields=["answer", "incident", "answered_by", "answered_at"])
    facts = {"incident": incident.pk if incident else None}
    record(by=by, verb=Verb.ANSWER_A_PROFILE_REPORT, clause=Citation(KEEPS), subject=row, facts=facts, at=moment)
    return row


def _not_to_come(on: date, moment: datetime) -> None:
    if on > timezone.localdate(moment):
        raise ValidationError({"on": "This day is still to come."})
