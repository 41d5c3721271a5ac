"""The letters about suggestions. A letter that cannot be sent never loses the suggestion: the follow-up page has it all."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import models, transaction
from django.template.loader import render_to_string
from django_tasks import task
from django_tasks.base import Task

from steamie.content.suggestions.models import Suggestion
from steamie.content.suggestions.secrets import follow_path
from steamie.people.models import Person
from steamie.strategy.models import Association

log = logging.getLogger(__name__)


def on_commit(letter: Task, subject: models.Model) -> None:
    """Send a letter once what it tells of is safely written."""
    transaction.on_commit(lambda: letter.enqueue(subject.pk))


@task()
def thank(pk: int) -> None:
    """Thank the sender and give the reference."""
    _about(pk, "suggestions/letters/thanks.txt", "Thank you: your suggestion {}")


@task()
def tell_outcome(pk: int) -> None:
    """Tell the sender what became of it, and why."""
    _about(pk, "suggestions/letters/outcome.txt", "What we decided about your suggestion {}")


@task()
def remind(pk: int) -> None:
    """Ask someone who could suggest to do so."""
    person = Person.objects.get(pk=pk)
    words = {"name": person.name, "address": f"{settings.PUBLIC_URL}/suggest/", "association": Association.objects.first()}
    _send(person.email, "Anything your neighbours should hear?", "suggestions/letters/nudge.txt", words)


def _about(pk: int, template: str, subject: str) -> None:
    suggestion = Suggestion.objects.select_related("answer", "person").get(pk=pk)
    to = suggestion.email or (suggestion.person.email if suggestion.person else "")
    words = {
        "suggestion": suggestion,
        "answer": getattr(suggestion, "answer", None),
        "address": f"{settings.PUBLIC_URL}{follow_path(suggestion)}",
        "association": Association.objects.first(),
    }
    if to:
        _send(to, subject.format(suggestion.reference), template, words)


def _send(to: str, subject: str, template: str, words: dict[str, object]) -> None:
    try:
        send_mail(subject, render_to_string(template, words), None, [to])
    except (SMTPException, OSError):
        # No address in the log: whoever looks finds it on the suggestion.
        log.exception("A letter about a suggestion could not be sent")
