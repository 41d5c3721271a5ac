"""Figures of damp for the committee, each with the rows that it counts. A case is named by its reference, and nobody by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Prefetch, Q, Sum
from django.utils import timezone

from steamie.diary.models import working_calendar

from .damp_standing import DampStanding
from .models import DampDuty, DampMatter, DelayNotice, LatePayment
from .models.damp import DampMatterQuerySet


@dataclass(frozen=True, slots=True)
class DutyTotal:
    """One duty over all matters: how many were done in time, done late, are late now, or still have time."""

    label: str
    in_time: int
    late: int
    overdue: int
    running: int


@dataclass(frozen=True, slots=True)
class DampTotals:
    """Everything of a time. Amounts are whole pounds; ``days`` the regulator's average, None while nothing is finished."""

    matters: list[DampStanding]
    duties: list[DutyTotal]
    notices: int
    owed: int
    paid: int
    finished: int
    came_back: int
    days: float | None


def matters_since(since: datetime) -> DampMatterQuerySet:
    """The matters that are counted, the newest first."""
    matters = DampMatter.objects.counted().since(since).order_by("-aware_at", "-pk")
    duties = DampDuty.objects.select_related("clock", "written_down_by")
    notices = DelayNotice.objects.select_related("entry__letter")
    together = (Prefetch("duties", duties), Prefetch("notices", notices), "investigation", "later")
    return matters.select_related("case").prefetch_related(*together)


def standings_of(matters: Iterable[DampMatter], now: datetime) -> list[DampStanding]:
    """Each at a moment, with the holidays and closures of all their years read once."""
    rows = list(matters)
    first = min((matter.aware_at.year for matter in rows), default=now.year)
    calendar = working_calendar(range(first, timezone.localdate(now).year + 2))
    return [DampStanding(matter, now, calendar) for matter in rows]


def totals(since: datetime, now: datetime) -> DampTotals:
    """The figures of a time, and the matters that they count."""
    rows = matters_since(since)
    standings = standings_of(rows, now)
    finished = [one for one in standings if one.matter.finished_at and one.matter.cause != "none"]
    return DampTotals(
        matters=standings,
        duties=duty_totals(rows, now),
        notices=sum(len(matter.notices.all()) for matter in rows),
        owed=sum(one.owed for one in standings),
        paid=LatePayment.objects.filter(matter__in=rows).aggregate(sum=Sum("pounds"))["sum"] or 0,
        finished=len(finished),
        came_back=sum(one.matter.came_back is True for one in standings),
        days=_average(one.regulator_days for one in finished),
    )


def duty_totals(matters: DampMatterQuerySet, now: datetime) -> list[DutyTotal]:
    """How each duty was kept, in the order in which they begin."""
    done_late = Q(clock__met_at__gt=F("clock__due_at"))
    waits = Q(clock__met_at__isnull=True, clock__stopped_at__isnull=True)
    counted = (
        DampDuty.objects.filter(matter__in=matters.order_by())
        .order_by()
        .values("code", "clock__label")
        .annotate(
            in_time=Count("pk", filter=Q(clock__met_at__lte=F("clock__due_at"))),
            late=Count("pk", filter=done_late),
            overdue=Count("pk", filter=waits & Q(clock__due_at__lt=now)),
            running=Count("pk", filter=waits & Q(clock__due_at__gte=now)),
            all=Count("pk"),
        )
        .order_by("-all", "code")
    )
    return [DutyTotal(row["clock__label"], row["in_time"], row["late"], row["overdue"], row["running"]) for row in counted]


def _average(numbers: Iterable[int]) -> float | None:
    listed = list(numbers)
    return round(sum(listed) / len(listed), 1) if listed else None
