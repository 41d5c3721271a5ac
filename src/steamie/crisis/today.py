"""What this room asks of people: an event that goes on, and lines that wait to be approved."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import Crisis, HoldingLine


def _going_on(_: Viewer) -> QuerySet[Crisis]:
    """Events and rehearsals that nobody has closed."""
    return Crisis.objects.going_on()


@asks(Act.WITHDRAW, Urgency.AMISS_IN_PUBLIC, when=_going_on)
def crises(viewer: Viewer) -> Task:
    """Events and rehearsals that go on."""
    rows = list(_going_on(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{'A rehearsal' if first.is_rehearsal else first.title} goes on" if alone else f"{len(rows)} events go on",
        why="Close it with what you learned when it is over.",
        action="Go on with it",
        address=reverse("crisis:thread", args=[first.pk]) if alone else reverse("crisis:ready"),
        minutes=10 * len(rows),
        mark=Mark("bad", "warn", "Crisis"),
    )


def _lines_waiting(viewer: Viewer) -> QuerySet[HoldingLine]:
    """Lines that somebody else wrote and nobody has approved."""
    return HoldingLine.objects.waiting().exclude(by=viewer.person)


@asks(Act.APPROVE, Urgency.WORDS_WAIT, when=_lines_waiting)
def lines_to_approve(viewer: Viewer) -> Task:
    """Holding lines that wait for a second person."""
    rows = list(_lines_waiting(viewer)[:MANY])
    return Task(
        title=f"{capitalised(spelt(len(rows), 'holding line'))} to approve",
        why=f"The first is “{rows[0]}”. Once approved it can be said at once.",
        action="Read and approve",
        address=reverse("crisis:ready"),
        minutes=2 * len(rows),
        mark=Mark("info", "clock", "Words"),
    )
