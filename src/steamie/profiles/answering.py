"""A report that becomes an incident: the register of risks has it first, then the report says so. Both, or neither."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steamie.evidence.in_force import clause_number
from steamie.people.models import Person
from steamie.strategy.actions import record_incident

from . import actions
from .models import ProfileReport


@transaction.atomic
def answer(*, row: ProfileReport, words: str, is_incident: bool, by: Person, at: datetime | None = None) -> ProfileReport:
    """Answer it once. As an incident it asks for its risk to be scored again; ``LookupError`` where the strategy names none."""
    moment, incident = at or timezone.now(), None
    waiting = ProfileReport.objects.waiting().filter(pk=row.pk).exists()
    if is_incident and waiting:
        number = clause_number(actions.KEEPS)
        incident = record_incident(by=by, clause=number, on=row.happened_on, what=row.what, at=moment)
    return actions.answer(row=row, words=words, by=by, incident=incident, at=moment)
