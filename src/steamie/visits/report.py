"""What visits tell the committee: how many followed our posts, in totals."""

from __future__ import annotations

from django.db.models import Count, Min, Q
from django.urls import reverse

from steamie.rules.reporting import ReportedChart, ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .models import Visit

QUARTERS = 8  # of a chart


@tells_committee("visits", order=45)
def visits(period: ReportPeriod) -> ReportedSection:
    """Visits after posts, by quarter. A quarter before the first visit was counted has no number."""
    told = [period.back(back) for back in reversed(range(QUARTERS))]
    counted = Visit.objects.counted().aggregate(
        earliest=Min("day"),
        **{f"in_{place}": Count("pk", filter=Q(day__gte=one.first, day__lte=one.last)) for place, one in enumerate(told)},
    )
    earliest = counted["earliest"]
    points = [
        (one.short_name, counted[f"in_{place}"] if earliest and earliest <= one.last else None) for place, one in enumerate(told)
    ]
    page = reverse("visits_desk:after_posts")
    figure = ReportedFigure("Visits after our posts", points[-1][1], page, before=points[-5][1], front=True)
    line = "Totals only: we follow nobody."
    return ReportedSection("Visits after posts", (line,), (figure,), (ReportedChart("Visits after posts", tuple(points)),))
