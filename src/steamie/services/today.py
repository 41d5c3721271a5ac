"""What residents' matters ask of people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from steamie.casework.models import Membership
from steamie.casework.models.cases import leads_to, seen_by
from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt

from .actions.referring import ASK_AFTER
from .damp_matters import to_ask_by_hand
from .handing.alarms import not_taken
from .models import HandOver, Referral
from .models.damp import DampMatterQuerySet
from .models.handing_over import HandOverQuerySet


def _not_taken(viewer: Viewer) -> HandOverQuerySet:
    """Of the cases that this person reads or directs."""
    return not_taken(viewer.now).filter(leads_to(seen_by(viewer.person, viewer.today)))


@asks(None, Urgency.NOT_SENT, when=_not_taken, by_the_hour=True)
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
    return to_ask_by_hand(viewer.now).filter(leads_to(Q(team__in=teams)))


@asks(None, Urgency.ANSWER, when=_to_ask, by_the_hour=True)
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


def _silent(viewer: Viewer) -> models.QuerySet[Referral]:
    """Referrals of this person's teams that nobody has heard of again."""
    teams = Membership.objects.in_force(viewer.today).filter(person=viewer.person).values("team")
    return Referral.objects.silent_since(viewer.now - ASK_AFTER).filter(leads_to(Q(team__in=teams)))


@asks(None, Urgency.ANSWER, when=_silent, by_the_hour=True)
def referrals_to_ask_about(viewer: Viewer) -> Task:
    """Somebody was passed on weeks ago, and nobody wrote down what became of it."""
    number, first = _silent(viewer).count(), _silent(viewer).select_related("case").order_by("at")[0]
    return Task(
        title=f"{capitalised(spelt(number, 'referral'))} nobody has heard of again",
        why=f"{first.case} was passed on four weeks ago. Ask them, or those who took it.",
        action="Write down what became of it",
        address=reverse("services_desk:referral_outcome", args=[first.case.reference, first.pk]),
        minutes=5 * min(number, 6),
        mark=Mark("info", "home", "Referral"),
    )


def _to_be_told(viewer: Viewer) -> HandOverQuerySet:
    """Of the cases that this person reads or directs."""
    return HandOver.objects.to_be_told().filter(leads_to(seen_by(viewer.person, viewer.today)))


@asks(None, Urgency.ANSWER, when=_to_be_told)
def withdrawn_to_tell(viewer: Viewer) -> Task:
    """The repairs system has a repair that is not wanted any more."""
    rows = _to_be_told(viewer)
    number, first = rows.count(), rows.select_related("case").order_by("withdrawn_at")[0]
    return Task(
        title=f"{capitalised(spelt(number, 'repair'))} to call back",
        why=f"{first.case} is not wanted any more, and the repairs system has it. Tell them.",
        action="Look at it",
        address=reverse("casework:case", args=[first.case.reference]),
        minutes=3 * number,
        mark=Mark("warn", "tool", "Repairs"),
    )
