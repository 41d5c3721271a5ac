"""What people are written about offices and accounts: where a second person is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.rules.permissions import Act

from .models import FreshStart, Grant
from .notifying import NoticeTopic, WorkNotice, key_of, notifies, who_may
from .verbs import Verb


def _office_waits(event: Event) -> bool:
    return Grant.objects.awaiting_confirmation(timezone.localdate(event.at)).filter(pk=key_of(event)).exists()


@notifies(NoticeTopic.SECOND_PERSON, Verb.GRANT, holds=_office_waits)
def office_to_confirm(event: Event) -> Iterator[WorkNotice]:
    """Whoever may confirm it, where it takes two (S-58)."""
    if _office_waits(event):
        for person in who_may(Act.CONFIRM_OFFICE, event.at):
            yield WorkNotice(person, "An office waits for a second person to confirm it", reverse("people:everyone"))


def _start_waits(event: Event) -> bool:
    return FreshStart.objects.waiting(timezone.now()).filter(person=key_of(event)).exists()


@notifies(NoticeTopic.SECOND_PERSON, Verb.ASK_FOR_FRESH_START, holds=_start_waits)
def fresh_start_to_confirm(event: Event) -> Iterator[WorkNotice]:
    """Whoever may confirm that a colleague sets up signing in anew."""
    for person in who_may(Act.CONFIRM_OFFICE, event.at):
        if person.pk != key_of(event):
            yield WorkNotice(person, "A colleague cannot sign in, and a second person is asked", reverse("people:everyone"))
