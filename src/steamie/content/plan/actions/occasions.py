"""The days of the year that are worth a post: kept and taken off the list (S-27)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.content.plan.models import Occasion
from steamie.content.plan.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act


@action()
def add_occasion(
    *, title: str, month: int, day: int, share: str = "", by: Person, body: str = "", at: datetime | None = None
) -> Occasion:
    """Keep a day of the year that is worth a post (S-27)."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    try:
        date(2023, month, day)  # a day that comes every year
    except ValueError:
        raise NotReady([Problem("There is no such day every year.", "day")]) from None
    if Occasion.objects.filter(title__iexact=title).exists():
        raise NotReady([Problem("That day is on the list already.", "title")])
    row = Occasion.objects.create(title=title, month=month, day=day, share=share, body=body)
    record(
        by=by, verb=Verb.ADD_A_DAY, clause=Citation("occasions.met"), subject=row, facts={"month": month, "day": day}, at=moment
    )
    return row


@action()
def remove_occasion(*, occasion: Occasion, by: Person, at: datetime | None = None) -> None:
    """Take a day off the list; the minute book keeps that it was there."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    record(by=by, verb=Verb.REMOVE_A_DAY, clause=Citation("occasions.met"), subject=occasion, reason=occasion.title, at=moment)
    occasion.delete()
