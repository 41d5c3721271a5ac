"""What complaints ask of people."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from steamie.casework.models.cases import leads_to, worded_for
from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt

from .models import Complaint, ComplaintLearning, StageExtension
from .models.learning import ComplaintLearningQuerySet
from .models.stages import StageExtensionQuerySet


def _to_decide(viewer: Viewer) -> StageExtensionQuerySet:
    """Longer that this person is asked to agree to."""
    return StageExtension.objects.undecided().filter(approver=viewer.person)


@asks(None, Urgency.SECOND_PERSON, when=_to_decide)
def longer_to_decide(viewer: Viewer) -> Task:
    """A colleague needs longer for a complaint, and this person was asked."""
    first = _to_decide(viewer).select_related("asked_by", "stage__complaint__case").order_by("asked_at")[0]
    case = first.stage.complaint.case
    return Task(
        title="May a complaint take longer?",
        why=f"{first.asked_by.name} asks, until {timezone.localtime(first.due_at):%A %-d %B %Y}, in {case}.",
        action="Decide",
        address=reverse("complaints_desk:agreement", args=[case.reference, first.pk]),
        minutes=2,
        mark=Mark("info", "clock", "Complaints"),
    )


def _to_tell(viewer: Viewer) -> StageExtensionQuerySet:
    """Longer that was agreed and that nobody has told of, in complaints this person reads."""
    return StageExtension.objects.untold().filter(leads_to(worded_for(viewer.person, viewer.today), "stage__complaint__case"))


@asks(None, Urgency.LAW, when=_to_tell)
def longer_to_tell(viewer: Viewer) -> Task:
    """Whoever complained does not know yet that it takes longer."""
    rows = list(_to_tell(viewer).select_related("stage__complaint__case").order_by("decided_at")[:MANY])
    case = rows[0].stage.complaint.case
    return Task(
        title="Tell them that it takes longer",
        why=f"{case}: longer was agreed, and they have not been told why.",
        action="Tell them",
        address=reverse("complaints_desk:extension_letter", args=[case.reference, rows[0].pk]),
        minutes=5 * len(rows),
        mark=Mark("warn", "mail", "Complaints"),
    )


def _to_change(viewer: Viewer) -> ComplaintLearningQuerySet:
    """What should have changed by now, of complaints this person reads."""
    theirs = leads_to(worded_for(viewer.person, viewer.today), "complaint__case")
    return ComplaintLearning.objects.due(viewer.today).filter(theirs, complaint__in=Complaint.objects.counted())


@asks(None, Urgency.PLAN, when=_to_change)
def changes_to_look_at(viewer: Viewer) -> Task:
    """We said that something changes by a day, and nobody has written that it did."""
    number, first = _to_change(viewer).count(), _to_change(viewer).select_related("complaint__case").order_by("change_by")[0]
    return Task(
        title=f"{capitalised(spelt(number, 'change'))} we said we would make",
        why=f"{first.complaint}: by {first.change_by:%-d %B %Y}. Is it changed?",
        action="Write down that it is",
        address=reverse("complaints_desk:change", args=[first.complaint.case.reference]),
        minutes=5 * min(number, 6),
        mark=Mark("info", "check", "Complaints"),
    )
