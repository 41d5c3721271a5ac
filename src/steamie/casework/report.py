"""What cases tell the committee: what people turned to us with, and whether they were answered in time."""

from __future__ import annotations

from django.urls import reverse

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .figures import in_time, real, totals_by_kind


@tells_committee("cases", order=60)
def cases(period: ReportPeriod) -> ReportedSection:
    """Every kind of case that came, and the duties that fell due."""
    begins, ends = period.moments
    page = reverse("casework:totals")
    due = in_time(begins, ends)
    before, told = real(*period.year_ago.moments).count(), totals_by_kind(begins, ends)
    figures = [
        ReportedFigure("Matters people turned to us with", sum(row.came for row in told), page, before=before),
        ReportedFigure("Answered in time", due.in_time, page, of=due.due, front=True, sampled=True),
        ReportedFigure("Overdue", due.overdue, page, comparable=False),
    ]
    kinds = [ReportedFigure(row.kind.label, row.came, page, comparable=False) for row in told]
    return ReportedSection("What people turned to us with", (), (*figures, *kinds))
