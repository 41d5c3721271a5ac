"""The rows behind the record's figure, for those who may not read the record itself: how much it holds, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncMonth

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .controls import page
from .models import Event


@shows("record.unbroken", page_first=True)
def months(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every month of the record, the newest first, with how many events it holds and which."""
    rows = Event.objects.annotate(month=TruncMonth("at")).values("month").order_by("-month")
    for row in rows.annotate(events=Count("pk"), first=Min("number"), last=Max("number")):
        begins = row["month"].date()
        ends = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        note = f"{some(row['events'], 'event')}, from number {row['first']:,} to {row['last']:,}"
        yield Counted(f"{begins:%B %Y}", note, f"{page()}?since={begins:%Y-%m-%d}&until={ends:%Y-%m-%d}")
