"""Days our own office is shut: kept beside the bank holidays, shown in the calendar, and never part of a statutory clock."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.diary.models import OfficeClosure
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .verbs import Verb


@action()
def close_office(*, day: date, title: str, by: Person, at: datetime | None = None) -> OfficeClosure:
    """Keep a day the office is shut. Raises NotReady when that day is on the list already."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if OfficeClosure.objects.filter(day=day).exists():
        raise NotReady([Problem("That day is on the list already.", "day")])
    row = OfficeClosure.objects.create(day=day, title=title)
    record(
        by=by,
        verb=Verb.CLOSE_THE_OFFICE,
        clause=Citation("calendar.each"),
        subject=row,
        facts={"day": day.isoformat()},
        at=moment,
    )
    return row


@action()
def open_office(*, closure: OfficeClosure, by: Person, at: datetime | None = None) -> None:
    """Take a closure off the list; the minute book keeps that it was there."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    facts = {"day": closure.day.isoformat()}
    record(
        by=by,
        verb=Verb.OPEN_THE_OFFICE,
        clause=Citation("calendar.each"),
        subject=closure,
        reason=closure.title,
        facts=facts,
        at=moment,
    )
    closure.delete()
