"""Hours and money of a quarter against its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Sum

from steamie.rules.quarters import Span, preceding, quarter_of

from .models import EffortEntry, EffortPlan, EffortTask

QUARTERS = 5  # this one and the four before


@dataclass(frozen=True, slots=True)
class QuarterEffort:
    """What one quarter took, in minutes and pence, and what was planned for it; None where nobody planned."""

    span: Span
    minutes: int
    pence: int
    planned_minutes: int | None
    planned_pence: int | None
    entries: int = 0

    @property
    def variance(self) -> int | None:
        """Per cent of the planned hours by which the hours spent differ; None without a plan."""
        return _percent(self.minutes, self.planned_minutes)

    @property
    def money_variance(self) -> int | None:
        """The same of the money."""
        return _percent(self.pence, self.planned_pence)

    @property
    def hours_words(self) -> str:
        """“31 h of 39 h planned”, or without a plan “31 h, no plan”."""
        planned = f"of {hours(self.planned_minutes)} planned" if self.planned_minutes else "and no plan"
        return f"{hours(self.minutes)} {planned}"


def _percent(spent: int, planned: int | None) -> int | None:
    return round(100 * (spent - planned) / planned) if planned else None


def hours(minutes: int | None) -> str:
    """“7 h 30 min”; whole hours alone, and less than one in minutes."""
    whole, rest = divmod(minutes or 0, 60)
    return f"{whole} h" if not rest else f"{whole} h {rest} min" if whole else f"{rest} min"


def pounds(pence: int | None) -> str:
    """“£120” or “£12.50”."""
    whole, rest = divmod(pence or 0, 100)
    return f"£{whole:,}" if not rest else f"£{whole:,}.{rest:02d}"


def of_quarter(span: Span) -> QuarterEffort:
    """What was entered for this quarter against the newest plan for it. Two queries."""
    return of_quarters([span])[0]


def last_quarters(today: date) -> list[QuarterEffort]:
    """This quarter and the four before, the newest first."""
    spans = [quarter_of(today)]
    while len(spans) < QUARTERS:
        spans.append(preceding(spans[-1]))
    return of_quarters(spans)


def of_quarters(spans: Sequence[Span]) -> list[QuarterEffort]:
    """Each quarter's hours and money. Two queries, however many quarters."""
    plans = {row.first: row for row in EffortPlan.objects.filter(first__in=[span.first for span in spans]).order_by("at", "pk")}
    entries = EffortEntry.objects.standing().between(min(span.first for span in spans), max(span.last for span in spans))
    days = list(entries.order_by().values_list("day").annotate(minutes=Sum("minutes"), pence=Sum("pence"), entries=Count("pk")))
    return [_quarter(span, [row for row in days if row[0] in span], plans.get(span.first)) for span in spans]


def _quarter(span: Span, days: list[tuple[date, int, int, int]], plan: EffortPlan | None) -> QuarterEffort:
    minutes, pence, entries = sum(row[1] for row in days), sum(row[2] for row in days), sum(row[3] for row in days)
    return QuarterEffort(span, minutes, pence, plan.minutes if plan else None, plan.pence if plan else None, entries)


def by_task(span: Span) -> list[tuple[str, int, int]]:
    """What each sort of work took in a quarter: its label, minutes and pence; only what took anything."""
    entries = EffortEntry.objects.standing().between(span.first, span.last).order_by()
    totals = {
        task: (minutes, pence) for task, minutes, pence in entries.values_list("task").annotate(Sum("minutes"), Sum("pence"))
    }
    return [(task.label, *totals[task.value]) for task in EffortTask if task.value in totals]


def last_entered(today: date) -> date | None:
    """The newest day for which anything was entered."""
    day: date | None = EffortEntry.objects.standing().filter(day__lte=today).aggregate(day=Max("day"))["day"]
    return day
