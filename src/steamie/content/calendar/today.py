"""What this house asks of people: a plan for this quarter, and for the next when it is near."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, Value
from django.urls import reverse

from steamie.content.plan.models import Quarter
from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act
from steamie.rules.quarters import Span, following, quarter_of

PLAN_AHEAD = timedelta(days=21)  # ask for the next quarter's plan three weeks before it starts


def _spans(viewer: Viewer) -> list[Span]:
    """The quarters whose plan should be approved by now: this one, and the next when it is near."""
    current = quarter_of(viewer.today)
    near = following(current).first - viewer.today <= PLAN_AHEAD
    return [current, following(current)] if near else [current]


def _unplanned(viewer: Viewer, which: int) -> Any:
    spans = _spans(viewer)
    if which >= len(spans):
        return Value(value=False)
    return ~Exists(Quarter.objects.filter(first=spans[which].first, approval__isnull=False))


def _this_unplanned(viewer: Viewer) -> Any:
    return _unplanned(viewer, 0)


def _next_unplanned(viewer: Viewer) -> Any:
    return _unplanned(viewer, 1)


@asks(Act.PLAN, Urgency.PLAN, when=_this_unplanned)
def this_quarter(viewer: Viewer) -> Task:
    """The quarter has begun, and nobody has approved its plan (S-72)."""
    return _plan(_spans(viewer)[0], "The quarter has begun without an approved plan.", Mark("warn", "cal", "Quarter"))


@asks(Act.PLAN, Urgency.PLAN, when=_next_unplanned)
def next_quarter(viewer: Viewer) -> Task:
    """The next quarter is near (S-72)."""
    span = _spans(viewer)[1]
    why = f"It starts on {span.first:%A} {span.first.day} {span.first:%B}. Plan it before then."
    return _plan(span, why, Mark("info", "cal", "Quarter"))


def _plan(span: Span, why: str, mark: Mark) -> Task:
    return Task(
        title=f"Plan {span.name}",
        why=why,
        action="Open the calendar",
        address=reverse("calendar:quarter", args=[span.first]),
        minutes=20,
        mark=mark,
    )
