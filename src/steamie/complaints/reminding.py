"""Letters to colleagues before the day of a stage. They name the complaint by its reference."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.casework.models import Membership
from steamie.complaints.models import ComplaintStage
from steamie.people.models import Person


def remind(*, stage: ComplaintStage, at: datetime) -> None:
    """Write to whoever has it, or to everybody of its team, once."""
    case = stage.complaint.case
    address = f"{settings.PUBLIC_URL}{reverse('complaints_desk:complaint', args=[case.reference])}"
    words = render_to_string("complaints/letters/near.txt", {"stage": stage, "address": address})
    for person in _readers(stage, at):
        EmailMessage(f"Due soon: complaint {case.reference}", words, to=[person.email]).send()
    stage.reminded_at = at
    stage.save(update_fields=["reminded_at"])


def _readers(stage: ComplaintStage, at: datetime) -> list[Person]:
    case = stage.complaint.case
    if case.handler and case.handler.is_active:
        return [case.handler]
    team = Membership.objects.in_force(timezone.localdate(at)).filter(team=case.team)
    return list(Person.objects.filter(teams__in=team, is_active=True).distinct())
