"""What residents' services tell the committee: repairs and messages through the website, and the duties of damp."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone

from steamie.casework.figures import real
from steamie.casework.report import case_rows
from steamie.rules.cases import Way
from steamie.rules.reporting import ReportedChart, ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .controls import MENDED
from .damp_figures import duty_totals
from .damp_standing import DampStanding
from .models import DampDuty, DampMatter, DelayNotice, LatePayment
from .models.damp import DampMatterQuerySet

QUARTERS = 8  # of a chart


@tells_committee("services.online", order=40)
def online(period: ReportPeriod) -> ReportedSection:
    """Repairs and messages through the website, beside the same quarter a year ago."""
    page = reverse("casework:totals")
    periods = [period.back(back) for back in reversed(range(QUARTERS))]
    counted = real(periods[0].moments[0], period.moments[1]).aggregate(
        every_way=_number(period, kind__in=MENDED),
        **{f"repairs_{place}": _number(one, way=Way.WEB, kind__in=MENDED) for place, one in enumerate(periods)},
        **{f"all_{place}": _number(periods[place], way=Way.WEB) for place in (-1, -5)},
    )
    repairs = [counted[f"repairs_{place}"] for place in range(QUARTERS)]
    messages = counted["all_-1"] - repairs[-1]
    every, web = real(*period.moments), Q(way=Way.WEB)
    asked, mended = partial(case_rows, every.filter(web, kind__in=MENDED)), every.filter(kind__in=MENDED)
    of_all = partial(case_rows, mended, lambda case: case.way == Way.WEB)
    written = partial(case_rows, every.filter(web).exclude(kind__in=MENDED))
    share, before = "Repairs asked for online, of all repairs", counted["all_-5"] - repairs[-5]
    figures = (
        ReportedFigure("Repairs asked for online", repairs[-1], page, before=repairs[-5], front=True, rows=asked),
        ReportedFigure(share, repairs[-1], page, of=counted["every_way"], rows=of_all),
        ReportedFigure("E-mails through the website", messages, page, before=before, rows=written),
    )
    points = tuple((one.short_name, number) for one, number in zip(periods, repairs, strict=True))
    return ReportedSection("What people did online", (), figures, (ReportedChart("Repairs asked for online", points),))


def _number(period: ReportPeriod, **which: object) -> Count:
    begins, ends = period.moments
    return Count("pk", filter=Q(received_at__gte=begins, received_at__lt=ends, **which), distinct=True)


@tells_committee("services.damp", order=65)
def damp(period: ReportPeriod) -> ReportedSection | None:
    """Each duty of damp, in time or not, of the matters that we became aware of in the quarter; and what a late one cost."""
    begins, ends = period.moments
    matters = DampMatter.objects.counted().filter(aware_at__gte=begins, aware_at__lt=ends)
    standings = [
        DampStanding(one, period.now) for one in matters.select_related("case", "investigation").prefetch_related("later")
    ]
    if not standings:
        return None
    page, number = reverse("services_desk:damp_totals"), len(standings)
    duties = [
        ReportedFigure(
            f"Damp: {one.label}, in time",
            one.in_time,
            page,
            of=one.in_time + one.late + one.overdue,
            rows=partial(_duties, matters, one.label, period.now),
        )
        for one in duty_totals(matters, period.now)
    ]
    notices = DelayNotice.objects.filter(matter__in=matters)
    figures = (
        ReportedFigure("Homes with damp or mould", number, page, comparable=False, rows=partial(_matters, standings)),
        *duties,
        ReportedFigure("Delay notices", notices.count(), page, comparable=False, rows=partial(_notices, matters)),
        *_money(standings, matters, page),
    )
    return ReportedSection("Damp and mould", (), figures)


def _money(standings: list[DampStanding], matters: DampMatterQuerySet, page: str) -> Iterator[ReportedFigure]:
    paid = LatePayment.objects.filter(matter__in=matters)
    total, owed = paid.aggregate(sum=Sum("pounds"))["sum"] or 0, sum(one.owed for one in standings)
    label = "Compensation paid for late duties of damp"
    yield ReportedFigure(label, total, page, of=owed or None, pounds=True, rows=partial(_matters, standings))


def _matters(standings: list[DampStanding]) -> Iterator[Counted]:
    for one in standings:
        money = f", £{one.paid} paid of £{one.owed}" if one.owed or one.paid else ""
        yield Counted(str(one.matter), f"known since {_day(one.matter.aware_at)}{money}", _case(one.matter))


def _duties(matters: DampMatterQuerySet, label: str, now: datetime) -> Iterator[Counted]:
    rows = DampDuty.objects.filter(matter__in=matters.order_by(), clock__label=label)
    waits = Q(clock__met_at__isnull=True, clock__stopped_at__isnull=True, clock__due_at__lt=now)
    for one in rows.filter(waits | Q(clock__met_at__isnull=False)).select_related("clock", "matter__case"):
        met, due = one.clock.met_at, one.clock.due_at
        done = f"done {_day(met)}" if met else "not done yet"
        yield Counted(str(one.matter), f"due {_day(due)}, {done}", _case(one.matter), counts=bool(met and due and met <= due))


def _notices(matters: DampMatterQuerySet) -> Iterator[Counted]:
    for one in DelayNotice.objects.filter(matter__in=matters).select_related("matter__case"):
        yield Counted(str(one.matter), "notice of delay", _case(one.matter))


def _case(matter: DampMatter) -> str:
    return reverse("casework:case", args=[matter.case.reference])


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}" if moment else "without a day"
