"""What the strategy itself asks of people: a risk scored again after an incident, a broken link put right (S-09, S-18, S-19)."""

from __future__ import annotations

from django.db.models import QuerySet

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act
from steamie.rules.standing import State

from .models import ClauseStanding
from .remedies import REMEDIES

RISKS = "S-09"


def _asked(_: Viewer) -> QuerySet[ClauseStanding]:
    """A risk to score again, or a document whose link is broken or that should be read again."""
    asked = ClauseStanding.objects.filter(clause__in=[RISKS, "S-18", "S-19"])
    return asked.filter(state__in=[State.BREACHED, State.AT_RISK]).order_by("clause")


@asks(Act.EDIT_STRATEGY, Urgency.STRATEGY, when=_asked)
def strategy(viewer: Viewer) -> Task:
    """Everything the strategy asks, as one task: the first of it, and the rest in a sentence."""
    rows = list(_asked(viewer))
    first, others = rows[0], rows[1:]
    also = f" Then: {'; '.join(REMEDIES[row.clause].lower() for row in others)}." if others else ""
    return Task(
        title=REMEDIES[first.clause],
        why=f"{first.reason}{also}",
        action="Score it" if first.clause == RISKS else "Look at it",
        address=first.link,
        minutes=5 * len(rows),
        mark=Mark("bad" if any(row.state == State.BREACHED for row in rows) else "warn", "flag", "Strategy"),
    )
