"""The room's tasks. A task is only a wake-up: the rows say what there is to do."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from . import receiving, sending


@task()
def work_through_deliveries() -> None:
    """Read again what deliveries point at."""
    receiving.work_through(timezone.now())


@task()
def send_answers() -> None:
    """Send the answers whose time has come."""
    sending.send_due(timezone.now())
