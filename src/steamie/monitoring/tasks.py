"""Monitoring's task: a day's figures, from every channel that gives them and from our own website."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from steamie.channels.models import Channel

from .actions import Collected, collect, collect_visits, fix_first_baseline


@task()
def collect_readings() -> None:
    """Read everything once. One channel that is down does not keep the others, or our own counts, from being read."""
    read_everything()


def read_everything() -> list[tuple[Channel, Collected]]:
    """As the task, and tells how it went."""
    now = timezone.now()
    collect_visits(now=now)
    told = []
    for channel in Channel.objects.active().order_by("pk"):
        went = collect(channel=channel, now=now)
        if went.given:
            fix_first_baseline(channel=channel, now=now)
        if went.given or went.missing:
            told.append((channel, went))
    return told
