"""The letters about suggestions, kept in the outbox with what they tell of. The follow-up page has it all too."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from steamie.content.suggestions.models import Suggestion
from steamie.content.suggestions.secrets import follow_path
from steamie.evidence.actions import reference
from steamie.people.models import Person
from steamie.rules.delivery import ABOUT, ASKED_BY, PLACE
from steamie.strategy.models import Association

TO_MANY = {"Precedence": "bulk"}  # a reminder that may have arrived is not sent a second time


def thank(suggestion: Suggestion) -> None:
    """Thank the sender and give the reference."""
    _about(suggestion, "suggestions/letters/thanks.txt", "Thank you: your suggestion {}", {})


def tell_outcome(suggestion: Suggestion, *, by: Person) -> None:
    """Tell the sender what became of it, and why. Should the letter come back, whoever answered hears of it."""
    place = reverse("suggestions_desk:queue", query={"show": "answered"})
    headers = {ASKED_BY: by.reference, PLACE: f"{place}#{suggestion.reference}"}
    _about(suggestion, "suggestions/letters/outcome.txt", "What we decided about your suggestion {}", headers)


def remind(person: Person) -> None:
    """Ask someone who could suggest to do so."""
    words = {
        "name": person.name,
        "address": settings.PUBLIC_URL + reverse("suggestions:suggest"),
        "association": Association.objects.first(),
    }
    _write(person.email, "Anything your neighbours should hear?", "suggestions/letters/nudge.txt", words, TO_MANY)


def _about(suggestion: Suggestion, template: str, subject: str, headers: dict[str, str]) -> None:
    row = Suggestion.objects.select_related("answer", "person").get(pk=suggestion.pk)
    to = row.email or (row.person.email if row.person else "")
    words = {
        "suggestion": row,
        "answer": getattr(row, "answer", None),
        "address": f"{settings.PUBLIC_URL}{follow_path(row)}",
        "association": Association.objects.first(),
    }
    if to:
        _write(to, subject.format(row.reference), template, words, headers | {ABOUT: reference(row)})


def _write(to: str, subject: str, template: str, words: Mapping[str, object], headers: dict[str, str] | None = None) -> None:
    EmailMessage(subject, render_to_string(template, words), to=[to], headers=headers).send()
