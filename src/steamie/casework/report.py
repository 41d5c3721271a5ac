"""What cases tell the committee: what people turned to us with, and whether they were answered in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .figures import counted_duties, in_time, real, totals_by_kind
from .models import Case
from .models.cases import CaseQuerySet


@tells_committee("cases", order=60)
def cases(period: ReportPeriod) -> ReportedSection:
    """Every kind of case that came, and the duties that fell due."""
    begins, ends = period.moments
    page = reverse("casework:totals")
    due, came = in_time(begins, ends), real(begins, ends)
    before, kinds = real(*period.year_ago.moments).count(), totals_by_kind(begins, ends)
    every, duties, late = partial(case_rows, came), partial(_duties, begins, ends), partial(_overdue, begins, ends)
    total = sum(row.came for row in kinds)
    figures = [
        ReportedFigure("Matters people turned to us with", total, page, before=before, rows=every),
        ReportedFigure("Answered in time", due.in_time, page, of=due.due, front=True, sampled=True, rows=duties),
        ReportedFigure("Overdue", due.overdue, page, comparable=False, rows=late),
    ]
    figures += [
        ReportedFigure(row.kind.label, row.came, page, comparable=False, rows=partial(case_rows, came.filter(kind=row.kind.code)))
        for row in kinds
    ]
    return ReportedSection("What people turned to us with", (), tuple(figures))


def case_rows(cases: CaseQuerySet, counts: Callable[[Case], bool] = lambda case: True) -> Iterator[Counted]:
    """Each case by its kind and reference, with the day and the way it came; never whose it is."""
    for case in cases.order_by("-received_at", "-pk").distinct():
        when = f"{_day(case.received_at)}, {case.get_way_display().lower()}"
        yield Counted(str(case), when, reverse("casework:case", args=[case.reference]), counts=counts(case))


def _duties(since: datetime, until: datetime, *, overdue: bool = False) -> Iterator[Counted]:
    duties = counted_duties(since, until).select_related("case").order_by("-due_at", "-pk")
    for one in duties.filter(met_at__isnull=True) if overdue else duties:
        done = f"done {_day(one.met_at)}" if one.met_at else "not done yet"
        link = reverse("casework:case", args=[one.case.reference])
        counts = overdue or bool(one.met_at and one.due_at and one.met_at <= one.due_at)
        yield Counted(str(one.case), f"{one.label}, due {_day(one.due_at)}, {done}", link, counts=counts)


_overdue = partial(_duties, overdue=True)


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}" if moment else "without a day"
