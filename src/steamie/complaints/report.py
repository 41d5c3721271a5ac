"""What complaints tell the committee: what the ombudsman asks for each quarter, and the regulator for each year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .figures import ComplaintFigures, StageFigures, address_part, bounds, came_in, figures, name_of, year_of
from .models import ComplaintStage
from .procedure import regime_in_force


@tells_committee("complaints", order=62)
def complaints(period: ReportPeriod) -> ReportedSection:
    """Complaints of the quarter by stage, time and outcome; and the landlord's year so far, as it is returned."""
    counted = figures(period.span)
    page = f"{reverse('complaints:figures')}?time={address_part(period.span)}"
    before = came_in(period.year_ago.span).count()
    came = ReportedFigure("Complaints", counted.received, page, before=before, rows=partial(_came, period))
    went_on = ReportedFigure("Went on to stage 2", counted.went_on, page, comparable=False, rows=partial(_went_on, period))
    stages = [figure for stage in counted.stages if stage.closed for figure in _stage(stage, page)]
    lines = [f"{one.label} took {one.days} working days on average." for one in counted.stages if one.days is not None]
    return ReportedSection("Complaints", tuple(lines), (came, went_on, *stages, *_year(figures(year_of(period.last)))))


def _stage(stage: StageFigures, page: str) -> Iterator[ReportedFigure]:
    rows = partial(_answered, stage)
    label = f"{stage.label}: answered in the set time"
    longer = f"{stage.in_agreed_time} more by a later day that was agreed." if stage.in_agreed_time else ""
    yield ReportedFigure(label, stage.in_time, page, of=stage.closed, sampled=True, note=longer, rows=rows)
    for outcome, number, _ in stage.outcomes:
        if number:
            yield ReportedFigure(
                f"{stage.label}: {outcome.lower()}", number, page, of=stage.closed, rows=partial(_answered, stage, outcome)
            )


def _year(counted: ComplaintFigures) -> Iterator[ReportedFigure]:
    """What the regulator asks of a year: received and carried over, answered in full, and the working days."""
    page = f"{reverse('complaints:figures')}?time={address_part(counted.span)}"
    for line in counted.lines:
        days = f"{line.days} working days on average." if line.days is not None else ""
        label = f"Return for {name_of(counted.span)}, {line.label.lower()}: answered in full"
        rows = partial(_returned, counted, first=line.label == "Stage 1")
        yield ReportedFigure(label, line.answered, page, of=line.whole, note=days, rows=rows)


def _came(period: ReportPeriod) -> Iterator[Counted]:
    for one in came_in(period.span).select_related("case").order_by("-received_at", "-pk"):
        yield Counted(str(one.case), _day(one.received_at), reverse("casework:case", args=[one.case.reference]))


def _went_on(period: ReportPeriod) -> Iterator[Counted]:
    since, until = bounds(period.span)
    rows = ComplaintStage.objects.of_counted().filter(direct=False, asked_at__gte=since, asked_at__lt=until)
    for stage in rows.exclude(code=regime_in_force().first.code).select_related("complaint__case"):
        yield _row(stage)


def _answered(stage: StageFigures, outcome: str = "") -> Iterator[Counted]:
    for one in stage.stages:
        yield _row(one, counts=one.get_outcome_display() == outcome if outcome else one.in_set_time is True)


def _returned(counted: ComplaintFigures, *, first: bool) -> Iterator[Counted]:
    since, until = bounds(counted.span)
    code = Q(code=regime_in_force().first.code)
    there = Q(asked_at__gte=since) | Q(closed_at__isnull=True) | Q(closed_at__gte=since)
    rows = ComplaintStage.objects.of_counted().filter(code if first else ~code, there, left_at__isnull=True, asked_at__lt=until)
    for stage in rows.select_related("complaint__case"):
        yield _row(stage, counts=bool(stage.closed_at and since <= stage.closed_at < until))


def _row(stage: ComplaintStage, *, counts: bool = True) -> Counted:
    answered = f"answered {_day(stage.closed_at)}" if stage.closed_at else "not answered yet"
    outcome = f", {stage.get_outcome_display().lower()}" if stage.outcome else ""
    link = reverse("casework:case", args=[stage.complaint.case.reference])
    return Counted(str(stage), f"asked {_day(stage.asked_at)}, {answered}{outcome}", link, counts=counts)


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
