"""A consultation and a project."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from steamie.consultations.models import Consultation, ConsultationQuestion, Project, WhoIsAsked
from steamie.people.models import Person

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def consultation_by(person: Person, now: datetime = NOW, *, days: int = 14, asked: str = WhoIsAsked.EVERYONE) -> Consultation:
    """Published today, and open for so many days: a choice and a question in words."""
    today = timezone.localdate(now)
    row = Consultation.objects.create(
        slug="garden-money",
        title="The garden money",
        about="We have £5,000 for the back courts.",
        opens_on=today,
        closes_on=today + timedelta(days=days),
        asked=asked,
        made_by=person,
        made_at=now,
        published_at=now,
    )
    ConsultationQuestion.objects.create(consultation=row, position=0, words="What first?", choices=["Benches", "Trees"])
    ConsultationQuestion.objects.create(consultation=row, position=1, words="Anything else?")
    return row


def project_by(person: Person, now: datetime = NOW, since: date | None = None) -> Project:
    """Published."""
    day = since or timezone.localdate(now)
    return Project.objects.create(
        slug="pantry", title="The pantry", about="Food for all.", since=day, made_by=person, published_at=now
    )


def asked_and_begun(person: Person, now: datetime) -> dict[str, Any]:
    """One of each, as a walk through every address names them."""
    consultation, project = consultation_by(person, now), project_by(person, now)
    return {
        "consultation": consultation.pk,
        "consultation page": consultation.slug,
        "project": project.pk,
        "project page": project.slug,
    }
