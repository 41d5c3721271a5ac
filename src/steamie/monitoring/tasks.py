"""Monitoring's task: a day's figures, from every channel that gives them and from our own website."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from steamie.evidence.actors import CLOCK
from steamie.strategy.reading import NotLoaded, current
from steamie.strategy.standing import kept_in, take_standing

from .actions import carry_out, read_everything
from .models import Collection


@task()
def collect_now(collection_id: int) -> None:
    """Read everything because a person asked."""
    if asked := Collection.objects.going().select_related("by").filter(pk=collection_id).first():
        carry_out(asked)
        measure_what_was_read()


@task()
def collect_readings() -> None:
    """Read everything once."""
    read_everything()
    measure_what_was_read()


def measure_what_was_read(*, now: datetime | None = None) -> None:
    """The clauses of this room stand on what was just read: a board measured before must not go on telling the day before.

    Only these few are measured, and measuring reads nothing from outside, so nothing comes round again.
    """
    try:
        mine = kept_in("monitoring", current())
    except NotLoaded:
        return
    take_standing(now=now, by=CLOCK, clauses=mine)
