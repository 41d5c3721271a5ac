"""Monitoring's task: a day's figures, from every channel that gives them and from our own website."""

from __future__ import annotations

from django_tasks import task

from .actions import carry_out, read_everything
from .models import Collection


@task()
def collect_now(collection_id: int) -> None:
    """Read everything because a person asked."""
    if asked := Collection.objects.going().select_related("by").filter(pk=collection_id).first():
        carry_out(asked)


@task()
def collect_readings() -> None:
    """Read everything once."""
    read_everything()
