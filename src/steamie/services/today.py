"""What repairs ask of people: those that the repairs system does not take."""

from __future__ import annotations

from django.urls import reverse

from steamie.casework.models import Case
from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt

from .handing.alarms import not_taken
from .models.handing_over import HandOverQuerySet


def _not_taken(viewer: Viewer) -> HandOverQuerySet:
    """Of the cases that this person reads or directs."""
    return not_taken(viewer.now).filter(case__in=Case.objects.seen_by(viewer.person, viewer.today))


@asks(None, Urgency.NOT_SENT, when=_not_taken)
def repairs_not_taken(viewer: Viewer) -> Task:
    """Repairs that were refused, came back, or that the system has been silent about for a day."""
    rows = list(_not_taken(viewer).select_related("case")[:MANY])
    number, first = len(rows), rows[0]
    return Task(
        title=f"{capitalised(spelt(number, 'repair'))} the repairs system has not taken",
        why=f"{first.case}: {first.get_state_display().lower()}. Call them: the resident was promised a day.",
        action="Look at it" if number == 1 else "Look at them",
        address=reverse("casework:case", args=[first.case.reference]) if number == 1 else reverse("services_desk:repairs"),
        minutes=5 * number,
        mark=Mark("bad", "warn", "Repairs"),
    )
