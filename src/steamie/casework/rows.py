"""The rows behind the figures of cases. A case is named by kind and reference: whose it is stands in no figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .clauses import IN_TIME
from .controls import WINDOW
from .figures import counted_duties
from .models import CaseClock


@shows(IN_TIME)
def duties(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every duty that was counted; those done in time count."""
    for clock in counted_duties(now - WINDOW, now).select_related("case").order_by("-due_at", "-pk"):
        address = reverse("casework:case", args=[clock.case.reference])
        yield Counted(f"{clock.case}: {clock.label}", _how(clock), address, counts=bool(clock.in_time))


def _how(clock: CaseClock) -> str:
    due = f"due {timezone.localtime(clock.due_at):%-d %B %Y}"
    if clock.met_at:
        return f"{due}, done {timezone.localtime(clock.met_at):%-d %B %Y, %H:%M}"
    return f"{due}, not done yet"
