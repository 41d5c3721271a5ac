"""What people are written about the strategy: a new edition that waits for its minute, and that theirs is in force."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.people.models import Grant, Person
from steamie.people.notifying import NoticeTopic, WorkNotice, key_of, notifies, person_named, who_may
from steamie.rules.permissions import Act, Office

from .actions.editions import proposal
from .models import ProposedEdition
from .verbs import Verb


def _still_waits(event: Event) -> bool:
    waiting = proposal()
    return waiting is not None and waiting.pk == key_of(event)


@notifies(NoticeTopic.APPROVAL, Verb.PROPOSE, holds=_still_waits)
def edition_proposed(event: Event) -> Iterator[WorkNotice]:
    """The committee, which approves it, and whoever then puts it in force."""
    today = timezone.localdate(event.at)
    committee = Person.objects.filter(is_active=True, grants__in=Grant.objects.in_force(today).filter(office=Office.COMMITTEE))
    for person in {*committee, *who_may(Act.EDIT_STRATEGY, event.at)}:
        yield WorkNotice(person, "A new edition of the strategy waits for the committee’s approval", reverse("strategy:proposed"))


@notifies(NoticeTopic.OWN_WORK, Verb.LOAD)
def edition_in_force(event: Event) -> Iterator[WorkNotice]:
    """Whoever proposed it."""
    row = ProposedEdition.objects.filter(edition=key_of(event)).first()
    proposer = person_named(row.proposed_by) if row else None
    if proposer is not None:
        yield WorkNotice(proposer, "The edition of the strategy you proposed is in force", reverse("strategy:board"))
