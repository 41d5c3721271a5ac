"""What consultations and projects ask of people."""

from __future__ import annotations

from django.urls import reverse

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act

from .models import Consultation, ConsultationAnswer, Project
from .models.consultations import ConsultationAnswerQuerySet, ConsultationQuerySet
from .models.projects import ProjectQuerySet


def _to_decide(viewer: Viewer) -> ConsultationQuerySet:
    return Consultation.objects.to_decide(viewer.today)


@asks(Act.EDIT_WEBSITE, Urgency.ANSWER, when=_to_decide)
def decisions_to_tell(viewer: Viewer) -> Task:
    """A consultation has closed, and those who answered wait to hear what was decided."""
    first = _to_decide(viewer)[0]
    return Task(
        title="Say what was decided",
        why=f"“{first.title}” has closed. Those who answered wait to hear.",
        action="See the answers",
        address=reverse("consultations_desk:consultation", args=[first.pk]),
        minutes=20,
        mark=Mark("info", "people", "Consultation"),
    )


def _held(viewer: Viewer) -> ConsultationAnswerQuerySet:
    return ConsultationAnswer.objects.to_look_at()


@asks(Act.EDIT_WEBSITE, Urgency.PLAN, when=_held)
def held_answers(viewer: Viewer) -> Task:
    """Answers without a name that a machine may have sent: they do not count until somebody looked."""
    first = _held(viewer).select_related("consultation").order_by("pk")[0]
    return Task(
        title="Look at answers that were held back",
        why=f"Some to “{first.consultation.title}” came as a machine sends them.",
        action="See them",
        address=reverse("consultations_desk:consultation", args=[first.consultation_id]),
        minutes=5,
        mark=Mark("info", "people", "Consultation"),
    )


def _to_report(viewer: Viewer) -> ProjectQuerySet:
    return Project.objects.to_report(viewer.today)


@asks(Act.EDIT_WEBSITE, Urgency.PLAN, when=_to_report)
def projects_to_report(viewer: Viewer) -> Task:
    """A project is over, and nobody said what came of it."""
    first = _to_report(viewer)[0]
    return Task(
        title="Say what came of a project",
        why=f"“{first.title}” is over.",
        action="Write it",
        address=reverse("consultations_desk:project", args=[first.pk]),
        minutes=15,
        mark=Mark("info", "people", "Project"),
    )
