"""What residents' services tell the committee: repairs and messages through the website, and the duties of damp."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse

from steamie.casework.figures import real
from steamie.rules.cases import Way
from steamie.rules.reporting import ReportedChart, ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .controls import MENDED
from .damp_figures import duty_totals
from .models import DampMatter, DelayNotice

QUARTERS = 8  # of a chart


@tells_committee("services.online", order=40)
def online(period: ReportPeriod) -> ReportedSection:
    """Repairs and messages through the website, beside the same quarter a year ago."""
    page = reverse("casework:totals")
    told = [period.back(back) for back in reversed(range(QUARTERS))]
    counted = real(told[0].moments[0], period.moments[1]).aggregate(
        every_way=_number(period, kind__in=MENDED),
        **{f"repairs_{place}": _number(one, way=Way.WEB, kind__in=MENDED) for place, one in enumerate(told)},
        **{f"all_{place}": _number(told[place], way=Way.WEB) for place in (-1, -5)},
    )
    repairs = [counted[f"repairs_{place}"] for place in range(QUARTERS)]
    messages = counted["all_-1"] - repairs[-1]
    figures = (
        ReportedFigure("Repairs asked for online", repairs[-1], page, before=repairs[-5], front=True),
        ReportedFigure("Repairs asked for online, of all repairs", repairs[-1], page, of=counted["every_way"]),
        ReportedFigure("E-mails through the website", messages, page, before=counted["all_-5"] - repairs[-5]),
    )
    points = tuple((one.short_name, number) for one, number in zip(told, repairs, strict=True))
    return ReportedSection("What people did online", (), figures, (ReportedChart("Repairs asked for online", points),))


def _number(period: ReportPeriod, **which: object) -> Count:
    begins, ends = period.moments
    return Count("pk", filter=Q(received_at__gte=begins, received_at__lt=ends, **which), distinct=True)


@tells_committee("services.damp", order=65)
def damp(period: ReportPeriod) -> ReportedSection | None:
    """Each duty of damp, in time or not, of the matters that we became aware of in the quarter."""
    begins, ends = period.moments
    matters = DampMatter.objects.counted().filter(aware_at__gte=begins, aware_at__lt=ends)
    number = matters.count()
    if not number:
        return None
    page = reverse("services_desk:damp_totals")
    duties = [
        ReportedFigure(f"Damp: {one.label}, in time", one.in_time, page, of=one.in_time + one.late + one.overdue)
        for one in duty_totals(matters, period.now)
    ]
    notices = DelayNotice.objects.filter(matter__in=matters).count()
    figures = (
        ReportedFigure("Homes with damp or mould", number, page, comparable=False),
        *duties,
        ReportedFigure("Delay notices", notices, page, comparable=False),
    )
    return ReportedSection("Damp and mould", (), figures)
