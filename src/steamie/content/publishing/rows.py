"""The rows behind the publisher’s figures: each time everything was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .models import Stop
from .practising import practised


@shows("publishing.stopped_at_once")
def stops(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Each time everything was stopped, or, where that was never needed, each time it was rehearsed."""
    for stop in Stop.objects.select_related("resumption").order_by("-at"):
        until = f" to {_day(stop.resumption.at)}" if hasattr(stop, "resumption") else ", still in force"
        yield Counted(stop.reason or "Stopped", f"{_day(stop.at)}{until}", reverse("publishing:stop"))
    if Stop.objects.exists():
        return
    for one in practised(now):
        yield Counted(one.title, f"rehearsed {_day(one.at)}", one.address, counts=bool(one.took))


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
