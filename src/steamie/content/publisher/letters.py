"""Telling people: one letter about everything that waits for a decision, to those who look after the channel."""

from __future__ import annotations

import smtplib
from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from steamie.content.models import Publication
from steamie.people.models import Person
from steamie.rules.permissions import Office


def tell(*, now: datetime | None = None) -> int:
    """Write about every publication nobody has been told of; how many. One that cannot be sent is tried again."""
    moment = now or timezone.now()
    told = 0
    for address, rows in _by_reader(Publication.objects.untold().select_related("post", "channel")).items():
        told += _write(address, rows, moment)
    return told


def _by_reader(untold: QuerySet[Publication]) -> dict[tuple[str, ...], list[Publication]]:
    letters: dict[tuple[str, ...], list[Publication]] = defaultdict(list)
    for publication in untold.order_by("due_at")[:200]:
        letters[_readers(publication)].append(publication)
    return letters


def _readers(publication: Publication) -> tuple[str, ...]:
    """The owner and deputy of the channel; the officers when it has none."""
    keepers = Person.objects.filter(pk__in=[publication.channel.owner_id, publication.channel.deputy_id], is_active=True)
    return tuple(sorted(keepers.values_list("email", flat=True))) or _officers()


def _officers() -> tuple[str, ...]:
    people = Person.objects.filter(is_active=True).prefetch_related("grants")
    return tuple(sorted(person.email for person in people if Office.OFFICER in person.offices()))


def _write(readers: tuple[str, ...], rows: list[Publication], now: datetime) -> int:
    if not readers:
        return 0
    one = len(rows) == 1
    subject = "A post is waiting for you" if one else f"{len(rows)} posts are waiting for you"
    body = render_to_string("content/letters/waiting.txt", {"publications": rows, "desk": f"{settings.PUBLIC_URL}/desk/waiting/"})
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, readers)
    except (OSError, smtplib.SMTPException):
        return 0  # still untold, so the next round writes again; the desk shows it meanwhile
    return Publication.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now)
