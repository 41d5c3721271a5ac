"""The rows behind the hours: what was entered this quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.quarters import quarter_of
from steamie.rules.standing import Counted

from .controls import EffortParameters
from .figures import hours, pounds
from .models import EffortEntry


@shows("effort.within_plan")
def entries_of_the_quarter(clause: Clause, parameters: EffortParameters, now: datetime) -> Iterator[Counted]:
    """Everything entered this quarter, the newest first; what was taken back does not count."""
    span = quarter_of(timezone.localdate(now))
    for row in EffortEntry.objects.between(span.first, span.last).order_by("-day", "-pk"):
        note = f"{hours(row.minutes)}{f', {pounds(row.pence)}' if row.pence else ''}, {row.day:%-d %B %Y}"
        yield Counted(row.get_task_display(), note, reverse("effort:effort"), row.taken_back_at is None)
