"""The letter to everyone else who may look: somebody changed a list on which people in danger rely."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.people.models import Person
from steamie.people.two_persons import others_who_may
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Act

from .differences import SectionDifference
from .register import Particular


def write_to_the_others(particular: Particular[Any], changed: list[SectionDifference], by: Person, on: date) -> None:
    """Tell them what it said and what it says now. A letter each: nobody sees who else was written to."""
    page = settings.PUBLIC_URL + reverse("particulars:particular", args=[particular.code])
    for person in others_who_may(Act.CONFIRM_NUMBERS, by, on):
        words = render_to_string(
            "particulars/letters/changed.txt",
            {"person": person, "by": by, "particular": particular, "changed": changed, "page": page, "now": timezone.now()},
        )
        EmailMessage(f"{particular.label}: changed by {by}", words, to=[person.email], headers=IS_AN_ALARM).send()
