"""What England's regulator asks of complaints in its tenant satisfaction measures: CH01 and CH02, for a year to 31 March.

CH01: complaints received in the year by 1,000 homes, each stage apart. CH02: of those, the share that was answered within the
code's time, longer that the code allows and was agreed included; one not answered yet whose time has passed counts against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from steamie.rules.quarters import Span

from .data import complaint_data
from .figures import bounds, share
from .models import ComplaintStage
from .procedure import regime_in_force


@dataclass(frozen=True, slots=True)
class TenantMeasure:
    """One stage: how many came, and how many of those whose time is over were answered in it."""

    label: str
    received: int
    in_time: int
    due: int
    homes: int

    @property
    def by_homes(self) -> str:
        """By 1,000 homes, to one place; a dash while nobody has entered how many there are."""
        return f"{1000 * self.received / self.homes:.1f}" if self.homes else "–"

    @property
    def in_time_share(self) -> str:
        """Of those whose time is over."""
        return share(self.in_time, self.due)


def tenant_measures(span: Span, now: datetime) -> list[TenantMeasure]:
    """Both measures of a time, for each stage; none where the procedure in force is not one of that regulator's."""
    regime = regime_in_force()
    if not regime.tenant_measures:
        return []
    first = regime.first.code
    return [_measure("Stage 1", Q(code=first), span, now), _measure("Stage 2", ~Q(code=first), span, now)]


def _measure(label: str, which: Q, span: Span, now: datetime) -> TenantMeasure:
    since, until = bounds(span)
    rows = ComplaintStage.objects.of_counted().filter(which, left_at__isnull=True, asked_at__gte=since, asked_at__lt=until)
    stages = list(rows.select_related("clock", "complaint__case"))
    in_time = [stage for stage in stages if stage.closed_at and _by_its_day(stage)]
    due = [stage for stage in stages if stage.closed_at or (stage.clock and stage.clock.due_at < now)]
    return TenantMeasure(label, len(stages), len(in_time), len(due), complaint_data().homes)


def _by_its_day(stage: ComplaintStage) -> bool:
    """Within the set time, or by the later day that was agreed."""
    if stage.in_set_time:
        return True
    return bool(stage.clock and stage.closed_at and stage.closed_at <= stage.clock.due_at)
