"""What the strategy itself asks of people: a risk scored again after an incident, a broken link put right."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act
from steamie.rules.standing import State

from . import reading
from .capabilities import REFERENCE
from .models import ClauseStanding
from .standing import remedy

RISKS = "risks.scored"


def _asked(_: Viewer) -> QuerySet[ClauseStanding]:
    """A risk to score again, or a document whose link is broken or that should be read again."""
    asked = ClauseStanding.objects.filter(capability__in=[RISKS, REFERENCE])
    return asked.filter(state__in=[State.BREACHED, State.AT_RISK]).order_by("clause")


def _without_numbers(reason: str) -> str:
    """The reason without the numbers of statements: they stand on the page it leads to."""
    return re.sub(r":? (?:S-\d+(?:, | and )?)+(?=\.)", "", reason)


@asks(Act.EDIT_STRATEGY, Urgency.STRATEGY, when=_asked)
def strategy(viewer: Viewer) -> Task:
    """Everything the strategy asks, as one task: the first of it, and the rest in a sentence."""
    rows, document = list(_asked(viewer)), reading.current()
    first, others = rows[0], rows[1:]
    also = f" Then: {'; '.join(remedy(document.clause(row.clause)).lower() for row in others)}." if others else ""
    return Task(
        title=remedy(document.clause(first.clause)),
        why=f"{_without_numbers(first.reason)}{also}",
        action="Score it" if first.capability == RISKS else "Look at it",
        address=first.link,
        minutes=5 * len(rows),
        mark=Mark("bad" if any(row.state == State.BREACHED for row in rows) else "warn", "flag", "Strategy"),
    )
