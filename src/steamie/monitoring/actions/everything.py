"""Reading everything once: our own visits, and what each channel gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.evidence.actors import CLOCK, Actor
from steamie.monitoring.models import Baseline

from .analytics import read_analytics
from .baselines import fix_first_baseline
from .collecting import Collected, collect, gives_readings
from .permission import may_collect
from .visits import collect_visits


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """How far it is: ``done`` of ``of``, and what is being done."""

    done: int
    of: int
    doing: str


def read_everything(
    *, by: Actor = CLOCK, now: datetime | None = None, progress: Callable[[ReadingStep], object] = lambda step: None
) -> list[tuple[Channel, Collected]]:
    """Tells how it went. One channel that is down does not keep the others, or our own counts, from being read."""
    may_collect(by)
    now = now or timezone.now()
    channels = [channel for channel in Channel.objects.active().order_by("pk") if gives_readings(channel)]
    progress(ReadingStep(0, len(channels) + 1, "Counting visits to our website"))
    collect_visits(now=now, by=by)
    fix_first_baseline(aim=Baseline.VISITS, now=now)
    collected = []
    for done, channel in enumerate(channels, 1):
        progress(ReadingStep(done, len(channels) + 1, f"Asking {channel.name}"))
        went = collect(channel=channel, now=now, by=by)
        if went.received:
            fix_first_baseline(aim=Baseline.ENGAGEMENT, channel=channel, now=now)
        if went.received or went.missing:
            collected.append((channel, went))
    read_analytics(now=now, by=by)
    return collected
