"""What effort tells the committee: the hours and the money of the quarter against its plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .contacts import cost_of_contacts
from .figures import hours, of_quarter, pounds
from .models import EffortEntry


@tells_committee("effort", order=83)
def effort(period: ReportPeriod) -> ReportedSection:
    """Hours and pounds spent, of those planned; where nobody planned or entered anything, that is said."""
    spent, page = of_quarter(period.span), reverse("effort:effort")
    if not spent.entries:
        return ReportedSection("", missing=("Hours and money: nobody has entered any for this quarter.",))
    rows, planned = partial(_entries, period), spent.planned_minutes is not None
    plan = "" if planned else "No plan was made for this quarter."
    whole, money = _whole(spent.planned_minutes, 60), _whole(spent.planned_pence, 100)
    figures = (
        ReportedFigure("Entries of hours and money", spent.entries, page, comparable=False, rows=rows),
        ReportedFigure("Hours spent", round(spent.minutes / 60), page, of=whole, note=plan, comparable=False),
        ReportedFigure("Money spent", round(spent.pence / 100), page, of=money, pounds=True, comparable=False),
    )
    costs = [
        f"A contact by {row.way.label.lower()}: {row.each_words}. {row.contacts:,} came." for row in cost_of_contacts(period.span)
    ]
    return ReportedSection("What it took", tuple(costs), figures)


def _whole(small: int | None, many: int) -> int | None:
    return round(small / many) if small else None


def _entries(period: ReportPeriod) -> Iterator[Counted]:
    """Each entry by its work and day; never whose it was."""
    for one in EffortEntry.objects.standing().between(period.first, period.last).order_by("-day", "-pk"):
        money = f", {pounds(one.pence)} for {one.bought}" if one.pence else ""
        words = f"{one.day:%-d %B %Y}: {hours(one.minutes)}{money}"
        yield Counted(one.get_task_display(), words, reverse("effort:effort"))
