"""Figures of cases for the clauses and the committee: totals only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from .kinds import CaseKind, kind_of
from .models import Case, CaseClock
from .models.cases import CaseQuerySet, Outcome
from .models.clocks import CaseClockQuerySet


@dataclass(frozen=True, slots=True)
class InTime:
    """How many duties were due in a time, how many of them were done in time, late, or not at all yet."""

    due: int
    in_time: int
    late: int
    overdue: int


def real(since: datetime, until: datetime) -> CaseQuerySet:
    """Cases that came in a time, without trials of the form and without what was held back or ended as a machine's work."""
    spam = Q(endings__outcome=Outcome.SPAM, endings__reopened_at__isnull=True)
    return Case.objects.filter(received_at__gte=since, received_at__lt=until, is_test=False, held_because="").exclude(spam)


def counted_duties(since: datetime, now: datetime) -> CaseClockQuerySet:
    """The duties that fell due, or were done, between two moments; none of a trial of the form, or of what was held back."""
    duties = CaseClock.objects.filter(case__is_test=False, case__held_because="", stopped_at__isnull=True)
    return duties.filter(Q(due_at__gte=since, due_at__lt=now) | Q(met_at__gte=since, met_at__lt=now))


def in_time(since: datetime, now: datetime) -> InTime:
    """Of the duties that fell due, or were done, between two moments."""
    counted = counted_duties(since, now).aggregate(
        due=Count("pk"),
        in_time=Count("pk", filter=Q(met_at__lte=F("due_at"))),
        late=Count("pk", filter=Q(met_at__gt=F("due_at"))),
        overdue=Count("pk", filter=Q(met_at__isnull=True)),
    )
    return InTime(**counted)


@dataclass(frozen=True, slots=True)
class KindTotal:
    """One kind of case in a time: how many came and how many of those are open."""

    kind: CaseKind
    came: int
    open: int


def totals_by_kind(since: datetime, until: datetime) -> list[KindTotal]:
    """How many of each kind came between two moments, the most first."""
    counted = real(since, until).order_by().values("kind").annotate(came=Count("pk"), open=Count("pk", filter=Q(ended_at=None)))
    rows = [KindTotal(kind_of(row["kind"]), row["came"], row["open"]) for row in counted]
    return sorted(rows, key=lambda row: (-row.came, row.kind.label))
