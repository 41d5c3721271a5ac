"""Links that let people suggest without an account, and reminders to groups that have gone quiet (S-59)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.content.suggestions import letters
from steamie.content.suggestions.models import Nudge, SuggestionLink
from steamie.content.suggestions.secrets import digest
from steamie.content.suggestions.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Grant, Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

LONGEST = 366  # days
BETWEEN_NUDGES = timedelta(days=14)


class NudgedAlready(Exception):
    """The group was reminded a short while ago."""


@action()
def make_link(
    *, label: str, group: str, personal: bool, days: int, by: Person, at: datetime | None = None
) -> tuple[SuggestionLink, str]:
    """Make a link. The secret is returned here and never again: only its digest is kept."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if not 1 <= days <= LONGEST:
        raise ValidationError({"days": f"A link lasts from 1 to {LONGEST} days."})
    secret = secrets.token_urlsafe(18)
    link = SuggestionLink.objects.create(
        label=label,
        group=group,
        digest=digest(secret),
        personal=personal,
        made_by=by,
        made_at=moment,
        expires_at=moment + timedelta(days=days),
    )
    record(
        by=by,
        verb=Verb.MAKE_LINK,
        clause=Citation("suggestions.from"),
        subject=link,
        facts={"group": group, "days": days},
        at=moment,
    )
    return link, secret


@action(none="it is ended already")
def end_link(*, link: SuggestionLink, by: Person, at: datetime | None = None) -> None:
    """End a link now. Suggestions that came by it stay."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if SuggestionLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=moment):
        record(by=by, verb=Verb.END_LINK, clause=Citation("suggestions.from"), subject=link, at=moment)


@action(machines=True)
def nudge(*, group: str, by: Actor, at: datetime | None = None) -> Nudge:
    """Remind everyone who holds an office in a group that we would like to hear from them; at most once a fortnight."""
    moment = at or timezone.now()
    if isinstance(by, Person):
        require(by, Act.PLAN, on=timezone.localdate(moment))
    if Nudge.objects.filter(group=group, at__gt=moment - BETWEEN_NUDGES).exists():
        raise NudgedAlready("This group was reminded less than two weeks ago.")
    people = list(_members(group, moment))
    reminder = Nudge.objects.create(group=group, at=moment, letters=len(people))
    record(
        by=by,
        verb=Verb.NUDGE,
        clause=Citation("suggestions.from"),
        subject=reminder,
        facts={"group": group, "letters": len(people)},
        at=moment,
    )
    for person in people:
        letters.remind(person)
    return reminder


def nudge_quiet_groups(*, groups: list[str], at: datetime, by: Actor = CLOCK) -> list[Nudge]:
    """Remind each of these groups that has somebody to remind, and has not been reminded lately."""
    lately = set(Nudge.objects.filter(at__gt=at - BETWEEN_NUDGES).values_list("group", flat=True))
    return [nudge(group=group, by=by, at=at) for group in groups if group not in lately and _members(group, at)]


def _members(group: str, moment: datetime) -> list[Person]:
    offices = Grant.objects.in_force(timezone.localdate(moment)).filter(office=group)
    return list(Person.objects.filter(is_active=True, pk__in=offices.values("person")))
