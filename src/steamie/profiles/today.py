"""What this room asks of people: reports about personal profiles."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import ProfileReport


def _waiting(_: Viewer) -> QuerySet[ProfileReport]:
    """Reports that nobody has answered."""
    return ProfileReport.objects.waiting()


@asks(Act.EDIT_STRATEGY, Urgency.ANSWER, when=_waiting)
def profile_reports(viewer: Viewer) -> Task:
    """Reports that a personal profile seemed to speak for us."""
    rows = list(_waiting(viewer)[:MANY])
    return Task(
        title=f"{capitalised(spelt(len(rows), 'report'))} about a personal profile",
        why="A colleague noticed a profile that seemed to speak for us.",
        action="Look and answer",
        address=reverse("profiles:guidance"),
        minutes=5 * len(rows),
        mark=Mark("warn", "warn", "Profiles"),
    )
