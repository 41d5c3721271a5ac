"""What this room needs before the desk runs for real: where repairs go, and that the other side has taken one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.particulars.models import ParticularEdition
from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from .handing.alarms import not_taken
from .models import HandOver, RepairsSystem
from .models.handing_over import Carrier, HandOverState
from .numbers import NUMBERS


@setup_lines(SetupOrder.NUMBERS)
def numbers_to_call(_: datetime) -> Iterator[SetupLine]:
    """Somebody here looked at the numbers that people in danger are told to call."""
    editions = ParticularEdition.objects.of(NUMBERS.code)
    if editions.not_looked_over().exists():
        progress, state, note = Progress.UNDER_WAY, "Changed", "Somebody else is to look at what changed."
    elif editions.exists():
        progress, state, note = Progress.DONE, "Checked", ""
    else:
        progress, state = Progress.TO_DO, "Not checked"
        note = "People in danger are told to call them. They stand as they came with Steamie."
    yield SetupLine(
        "numbers", "Whom people call at once", progress, state, note, reverse("particulars:particular", args=[NUMBERS.code])
    )


@setup_lines(SetupOrder.REPAIRS)
def repairs_system(now: datetime) -> Iterator[SetupLine]:
    """Chosen, and shown to work by a repair that was accepted."""
    progress, state, note = _standing(now)
    yield SetupLine("repairs-system", "Where repairs go", progress, state, note, reverse("services_desk:system"))


def _standing(now: datetime) -> tuple[Progress, str, str]:
    row = RepairsSystem.objects.first()
    if row is None:
        return Progress.TO_DO, "Not chosen", "Repairs reported online stay here, in the inbox of the repairs team."
    if row.carrier == Carrier.NONE:
        return Progress.DONE, "They stay here", ""
    if not_taken(now).exists():
        return Progress.UNDER_WAY, "Not taken", "The repairs system has not taken every repair."
    if HandOver.objects.filter(state=HandOverState.ACCEPTED, carrier=row.carrier).exists():
        return Progress.DONE, "Working", ""
    return Progress.UNDER_WAY, "Not tried", "No repair was accepted yet: until then nobody knows whether it works."
