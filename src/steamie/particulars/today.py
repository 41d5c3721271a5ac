"""What our own lists ask of people: a change on which people in danger rely, at which nobody else has looked yet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.people.two_persons import may_confirm
from steamie.rules.permissions import Act

from .models import ParticularEdition, ParticularEditionQuerySet
from .register import particular_called


def _changed_by_others(viewer: Viewer) -> ParticularEditionQuerySet:
    return ParticularEdition.objects.not_looked_over().exclude(by=viewer.person)


def _may_look(viewer: Viewer, waiting: Any) -> bool:
    return bool(waiting) and bool(_to_look_over(viewer))


def _to_look_over(viewer: Viewer) -> list[ParticularEdition]:
    """The changes to which this person may be the second (``rules.two_persons``), the newest first."""
    rows = _changed_by_others(viewer).select_related("by")[:MANY]
    return [
        row for row in rows if may_confirm(act=Act.CONFIRM_NUMBERS, by=viewer.person, asked_by=row.by, now=viewer.now).allowed
    ]


@asks(Act.CONFIRM_NUMBERS, Urgency.AMISS_IN_PUBLIC, when=_changed_by_others, holds=_may_look)
def changed_numbers(viewer: Viewer) -> Task:
    """Somebody changed whom residents are told to call; a mistake there is met at night."""
    newest = _to_look_over(viewer)[0]
    one = particular_called(newest.code)
    label = one.label if one else newest.code
    return Task(
        title=f"Look over “{label}”",
        why=f"{newest.by} changed it. Residents see it already." if newest.by else "The upgrade brought two lists together.",
        action="Look and confirm",
        address=reverse("particulars:particular", args=[newest.code]),
        minutes=3,
        mark=Mark("warn", "phone", "Second person"),
    )
