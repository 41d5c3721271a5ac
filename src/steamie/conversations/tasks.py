"""The room's tasks. A task is only a wake-up: the rows say what there is to do."""

from __future__ import annotations

import time

from django.utils import timezone
from django_tasks import task

from . import receiving, sending


@task()
def work_through_deliveries() -> None:
    """Read again what deliveries point at."""
    receiving.work_through(timezone.now())


class WakeUps:
    """Asks for the work at most once a second in each process: to ask costs a commit, and the clock asks each twenty seconds."""

    def __init__(self) -> None:
        self.next_at = 0.0

    def ask(self, now: float) -> None:
        """Ask, unless it was asked just now. Moments are seconds of the monotonic clock."""
        if now >= self.next_at:
            self.next_at = now + 1
            work_through_deliveries.enqueue()


_wake_ups = WakeUps()


def wake_up_for_deliveries() -> None:
    """Let somebody work through what came."""
    _wake_ups.ask(time.monotonic())


@task()
def send_answers() -> None:
    """Send the answers whose time has come."""
    sending.send_due(timezone.now())
