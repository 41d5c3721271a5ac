"""The rows behind the figures of consultations and projects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .clauses import CONSULTED, REPORTED
from .controls import WINDOW
from .models import Consultation, Gathering


@shows(CONSULTED)
def closed_consultations(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every consultation that closed in a year, with its answers."""
    today = timezone.localdate(now)
    rows = Consultation.objects.closed_between(today - WINDOW, today - timedelta(days=1))
    named = Count("answers", filter=Q(answers__tenancy__isnull=False, answers__counts=True))
    counted = rows.annotate(households=named, every=Count("answers", filter=Q(answers__counts=True))).values_list(
        "pk", "title", "closes_on", "households", "every"
    )
    for pk, title, closed, households, every in counted:
        note = f"closed {closed:%-d %B %Y}, {some(households, 'household')}, {every - households} without a name"
        yield Counted(title, note, reverse("consultations_desk:consultation", args=[pk]))


@shows(REPORTED)
def gatherings(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every day of a project in a year, with how many took part."""
    today = timezone.localdate(now)
    rows = Gathering.objects.filter(day__gt=today - WINDOW, day__lte=today, project__published_at__lte=now)
    for row in rows.select_related("project").order_by("-day", "-pk"):
        note = f"{row.day:%-d %B %Y}, {some(row.people, 'person', 'people')}"
        yield Counted(f"{row.project}: {row.title}", note, reverse("consultations_desk:project", args=[row.project_id]))
