"""What the strategy tells the committee: its risks, what is overdue, and the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from django.urls import reverse

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted, State

from . import reading, risks
from .models import ClauseStanding, Incident


@tells_committee("strategy.risks", order=80)
def risk_register(period: ReportPeriod) -> ReportedSection | None:
    """Each risk with its points, and incidents of the quarter."""
    try:
        register = risks.register(reading.current())
    except reading.NotLoaded:
        return ReportedSection("", missing=("Risks and the board: no strategy is in force yet.",))
    if not register:
        return None
    page = reverse("strategy:risks")
    scored = [
        ReportedFigure(
            one.clause.heading,
            one.latest.score.points if one.latest else None,
            page,
            note=f"Points of 25. {one.trend.capitalize()}{'.' if one.trend else ''}".strip(),
            comparable=False,
        )
        for one in register
    ]
    happened = [(risk, one) for risk in register for one in risk.incidents if one.happened_on in period.span]
    incidents = ReportedFigure(
        "Incidents in the quarter", len(happened), page, comparable=False, rows=partial(_incidents, happened)
    )
    return ReportedSection("Risks and incidents", (), (*scored, incidents))


def _incidents(happened: Iterable[tuple[risks.Risk, Incident]]) -> Iterator[Counted]:
    for risk, one in happened:
        yield Counted(risk.clause.heading, f"happened {one.happened_on:%-d %B %Y}", reverse("strategy:risks"))


@tells_committee("strategy.board", order=90)
def board(period: ReportPeriod) -> ReportedSection | None:
    """How many statements of the strategy stand how, when they were last measured, and those that are off track."""
    rows = list(ClauseStanding.objects.order_by("clause"))
    if not rows:
        return None
    page, counts = reverse("strategy:board"), Counter(row.state for row in rows)
    document = reading.current()
    off_track = [row for row in rows if row.state == State.BREACHED and row.clause in document.by_id]
    lines = [f"Off track: {document.clause(row.clause).heading}. {row.figure or row.reason}" for row in off_track]
    figures = [
        ReportedFigure(state.label, counts[state], page, of=len(rows), rows=partial(_clauses, rows, state))
        for state in State
        if counts[state]
    ]
    return ReportedSection("The board", tuple(lines), tuple(figures))


def _clauses(rows: Iterable[ClauseStanding], state: State) -> Iterator[Counted]:
    document = reading.current()
    for row in rows:
        heading = document.clause(row.clause).heading if row.clause in document.by_id else row.clause
        yield Counted(heading, row.figure or row.reason, reverse("strategy:clause", args=[row.clause]), counts=row.state == state)
