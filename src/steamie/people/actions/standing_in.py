"""Deputy cover: the officer lends approval to a colleague, between dates (S-60)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Delegation, Person
from steamie.people.permissions import require
from steamie.people.verbs import Verb
from steamie.rules.permissions import Act, Office


@action()
def delegate(*, lent_to: Person, since: date, until: date, reason: str, by: Person) -> Delegation:
    """Lend approval to a colleague of the team for every day from ``since`` to ``until``."""
    require(by, Act.MANAGE_PEOPLE)
    if until < since:
        raise ValidationError({"until": "The last day comes before the first."})
    if until < timezone.localdate():
        raise ValidationError({"until": "That day has passed."})
    if not _on_the_team(lent_to, since, until):
        raise ValidationError({"lent_to": f"{lent_to} is not on the team for all of those days."})
    cover = Delegation.objects.create(lent_by=by, lent_to=lent_to, since=since, until=until, reason=reason)
    dates = {"since": since.isoformat(), "until": until.isoformat(), "lent_to": lent_to.reference}
    record(by=by, verb=Verb.DELEGATE, clause=Citation("content.approved"), subject=cover, reason=reason, facts=dates)
    return cover


@action()
def end_delegation(*, delegation: Delegation, reason: str, by: Person, now: datetime | None = None) -> None:
    """End deputy cover at once."""
    require(by, Act.MANAGE_PEOPLE)
    if delegation.ended_at:
        raise ValidationError("This cover has already ended.")
    delegation.ended_at = now or timezone.now()
    delegation.save(update_fields=["ended_at"])
    record(by=by, verb=Verb.END_COVER, clause=Citation("content.approved"), subject=delegation, reason=reason)


def _on_the_team(person: Person, since: date, until: date) -> bool:
    day = since
    while person.is_active and (granted := person.grants.in_force(day).filter(office=Office.TEAM).first()):
        if granted.until is None or granted.until >= until:
            return True
        day = granted.until + timedelta(days=1)
    return False
