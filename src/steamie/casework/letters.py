"""Letters to colleagues about cases. They name the case by its reference: a letter may be read over a shoulder."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.casework.models import CaseClock, Membership
from steamie.people.models import Grant, Person
from steamie.rules.permissions import Office


def tell_overdue(clock: CaseClock, now: datetime) -> int:
    """Write to the team, to whoever has the case, and to the officer: a duty is overdue. How many letters that makes."""
    case = clock.case
    address = f"{settings.PUBLIC_URL}{reverse('casework:case', args=[case.reference])}"
    words = render_to_string("casework/letters/overdue.txt", {"case": case, "clock": clock, "address": address})
    readers = _who_should_know(clock, now)
    for person in readers:
        EmailMessage(f"Overdue: {clock.label}, {case.sort.label.lower()} {case.reference}", words, to=[person.email]).send()
    return len(readers)


def _who_should_know(clock: CaseClock, now: datetime) -> list[Person]:
    day = timezone.localdate(now)
    members = Person.objects.filter(teams__in=Membership.objects.in_force(day).filter(team=clock.case.team))
    officers = Person.objects.filter(grants__in=Grant.objects.in_force(day).filter(office=Office.OFFICER))
    handlers = Person.objects.filter(cases=clock.case)
    return list((members | officers | handlers).distinct().filter(is_active=True))
