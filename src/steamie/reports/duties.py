"""What reports ask of the clock: to count the quarters whose report is still open, so that nobody waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.rules.duties import duty
from steamie.rules.quarters import preceding, quarter_of

from .gathering import count_quarter
from .models import CommitteeReport, CountedQuarter


@duty("report", every=timedelta(hours=1))
def count_open_quarters(now: datetime) -> None:
    """Count this quarter, and the one before until its report is approved."""
    span = quarter_of(timezone.localdate(now))
    firsts = {span.first, preceding(span).first}
    approved = CommitteeReport.objects.filter(first__in=firsts, approval__isnull=False).values_list("first", flat=True)
    for first in sorted(firsts - set(approved)):
        figures = count_quarter(first, now)
        CountedQuarter.objects.update_or_create(first=first, defaults={"at": now, "figures": figures})
    CountedQuarter.objects.exclude(first__in=firsts - set(approved)).delete()
