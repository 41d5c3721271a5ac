"""What this room needs before the desk runs for real: a plan for the quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.models import Quarter
from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines


@setup_lines(SetupOrder.PLAN)
def plan(now: datetime) -> Iterator[SetupLine]:
    """A quarter that is not over is planned and approved."""
    name, title, page = "plan", "A plan for the quarter", reverse("calendar:calendar")
    quarters = Quarter.objects.filter(last__gte=timezone.localdate(now))
    if quarters.filter(approval__isnull=False).exists():
        yield SetupLine(name, title, Progress.DONE, "Approved", address=page)
    elif quarters.exists():
        yield SetupLine(name, title, Progress.UNDER_WAY, "Not approved yet", address=page)
    else:
        yield SetupLine(name, title, Progress.TO_DO, "To do", address=page)
