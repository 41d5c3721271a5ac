"""How formats are used and asked for: totals only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from .asking import wishes
from .models import FormatRequest, FormatTotal

WINDOW = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class WishTotal:
    """How often one format was asked for in a year, how often it was answered, and how often in its time."""

    label: str
    asked: int
    answered: int
    in_time: int
    overdue: int


def asked_for(now: datetime) -> Sequence[WishTotal]:
    """Each format that can be asked for, in the order they are offered."""
    clock = {"case__clocks__duty": "answer"}
    counted = FormatRequest.objects.real(now - WINDOW, now).order_by().values("format")
    rows = counted.annotate(
        asked=Count("pk", distinct=True),
        answered=Count("pk", filter=Q(**clock, case__clocks__met_at__isnull=False), distinct=True),
        in_time=Count("pk", filter=Q(**clock, case__clocks__met_at__lte=F("case__clocks__due_at")), distinct=True),
        overdue=Count(
            "pk",
            filter=Q(case__clocks__met_at__isnull=True, case__clocks__stopped_at__isnull=True, case__clocks__due_at__lt=now),
            distinct=True,
        ),
    )
    by_format = {code: totals for code, *totals in rows.values_list("format", "asked", "answered", "in_time", "overdue")}
    return [WishTotal(wish.label, *by_format.get(code, (0, 0, 0, 0))) for code, wish in wishes().items()]


def used(now: datetime) -> dict[str, int]:
    """Plays and downloads in a year."""
    return FormatTotal.objects.since(timezone.localdate(now) - WINDOW).by_format()
