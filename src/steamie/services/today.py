"""What repairs ask of people: those that the repairs system does not take, and homes where damp may have come back."""

from __future__ import annotations

from django.urls import reverse

from steamie.casework.models import Case, Membership
from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt

from .damp_matters import to_ask_by_hand
from .handing.alarms import not_taken
from .models.damp import DampMatterQuerySet
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


def _to_ask(viewer: Viewer) -> DampMatterQuerySet:
    """Matters of this person's teams whose tenants gave no address that is safe to write to."""
    teams = Membership.objects.in_force(viewer.today).filter(person=viewer.person).values("team")
    return to_ask_by_hand(viewer.now).filter(case__team__in=teams)


@asks(None, Urgency.ANSWER, when=_to_ask)
def damp_to_ask_about(viewer: Viewer) -> Task:
    """Somebody is to be asked by phone whether damp came back."""
    number, first = _to_ask(viewer).count(), _to_ask(viewer).select_related("case").order_by("finished_at")[0]
    return Task(
        title=f"{capitalised(spelt(number, 'home'))} to ask whether damp came back",
        why=f"{first.case} was finished months ago. There is no e-mail address to write to: call.",
        action="Write down what they say",
        address=reverse("services_desk:damp_came_back", args=[first.case.reference]),
        minutes=5 * min(number, 6),
        mark=Mark("info", "mould", "Damp"),
    )
