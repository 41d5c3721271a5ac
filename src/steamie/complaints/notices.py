"""What people are written about complaints: a wish for longer, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.evidence.models import Event
from steamie.people.notifying import NoticeTopic, WorkNotice, key_of, notifies, person_named, subject_of

from .models import Complaint, StageExtension
from .verbs import Verb


def _undecided(event: Event) -> bool:
    return StageExtension.objects.undecided().filter(stage__complaint=key_of(event)).exists()


@notifies(NoticeTopic.SECOND_PERSON, Verb.ASK_FOR_LONGER, holds=_undecided)
def longer_to_decide(event: Event) -> Iterator[WorkNotice]:
    """Whoever was asked to agree."""
    person, complaint = person_named(event.facts.get("approver")), subject_of(event, Complaint)
    if person is not None and complaint is not None:
        reference = complaint.case.reference
        place = reverse("complaints_desk:complaint", args=[reference])
        yield WorkNotice(person, f"You are asked to agree to longer in complaint {reference}", place)
