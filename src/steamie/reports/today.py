"""What reports ask of people: a report of a quarter that is over, written and waiting for its approval."""

from __future__ import annotations

from django.db.models import QuerySet

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act
from steamie.rules.quarters import quarter_of

from .models import CommitteeReport


def _waiting(viewer: Viewer) -> QuerySet[CommitteeReport]:
    """Written reports of quarters that are over, the oldest first."""
    begun = quarter_of(viewer.today).first
    return CommitteeReport.objects.filter(first__lt=begun, approval__isnull=True).order_by("first")


@asks(Act.APPROVE, Urgency.PLAN, when=_waiting)
def reports_to_approve(viewer: Viewer) -> Task:
    """The oldest report that waits; the committee reads nothing of a quarter before it is approved."""
    first, *others = _waiting(viewer)
    more = f" {len(others)} more {'wait' if len(others) > 1 else 'waits'} after it." if others else ""
    return Task(
        title=f"The report for {first.span.name} waits for your approval",
        why=f"Its quarter is over. Once you approve it, it can go to the committee.{more}",
        action="Read it",
        address=first.get_absolute_url(),
        minutes=10,
        mark=Mark("info", "eye", "To approve"),
    )
