"""Repairs that the other side does not take: people are written to once, and Today shows them until they are taken."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.casework.models import Membership
from steamie.people.models import Grant, Person
from steamie.rules.counting import some
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Office
from steamie.services.models import HandOver
from steamie.services.models.handing_over import Carrier, HandOverQuerySet, RepairsSystem


def not_taken(now: datetime) -> HandOverQuerySet:
    """Surely not taken, or silent for a day: somebody has to call. None while repairs stay here."""
    stuck, silent = HandOver.objects.stuck().order_by(), HandOver.objects.silent(now).order_by()
    either = Q(pk__in=stuck.values("pk")) | Q(pk__in=silent.values("pk"))
    newest = RepairsSystem.objects.filter(pk=Subquery(RepairsSystem.objects.order_by("-pk").values("pk")[:1]))
    return HandOver.objects.filter(either, Exists(newest.exclude(carrier=Carrier.NONE)))


@transaction.atomic
def tell(now: datetime) -> None:
    """Write one letter about all that nobody was told of yet. It names no resident: letters are read over shoulders."""
    rows = list(
        not_taken(now).filter(alarmed_at__isnull=True).select_for_update(no_key=True, of=("self",)).select_related("case")
    )
    readers = _readers(rows, now)
    if not rows or not readers:
        return
    HandOver.objects.filter(pk__in=[row.pk for row in rows]).update(alarmed_at=now)
    address = f"{settings.PUBLIC_URL}{reverse('services_desk:repairs')}"
    words = render_to_string("services/letters/not_taken.txt", {"rows": rows, "address": address})
    subject = f"The repairs system has not taken {some(len(rows), 'repair')}"
    EmailMessage(subject, words, to=[person.email for person in readers], headers=IS_AN_ALARM).send()


def _readers(rows: list[HandOver], now: datetime) -> list[Person]:
    """Whoever is in the teams of these cases, and the officer."""
    day = timezone.localdate(now)
    teams = {row.case.team_id for row in rows}
    members = Person.objects.filter(teams__in=Membership.objects.in_force(day).filter(team__in=teams))
    officers = Person.objects.filter(grants__in=Grant.objects.in_force(day).filter(office=Office.OFFICER))
    return list((members | officers).distinct().filter(is_active=True).order_by("pk"))
