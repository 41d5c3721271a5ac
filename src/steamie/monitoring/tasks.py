"""Monitoring's task: a day's figures, from every channel that gives them and from our own website."""

from __future__ import annotations

from django_tasks import task

from .actions import read_everything


@task()
def collect_readings() -> None:
    """Read everything once."""
    read_everything()
