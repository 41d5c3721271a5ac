"""Reading everything once: our own visits, and what each channel gives."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.evidence.actors import CLOCK, Actor

from .baselines import fix_first_baseline
from .collecting import Collected, collect
from .permission import may_collect
from .visits import collect_visits


def read_everything(*, by: Actor = CLOCK, now: datetime | None = None) -> list[tuple[Channel, Collected]]:
    """Tells how it went. One channel that is down does not keep the others, or our own counts, from being read."""
    may_collect(by)
    now = now or timezone.now()
    collect_visits(now=now, by=by)
    told = []
    for channel in Channel.objects.active().order_by("pk"):
        went = collect(channel=channel, now=now, by=by)
        if went.given:
            fix_first_baseline(channel=channel, now=now)
        if went.given or went.missing:
            told.append((channel, went))
    return told
