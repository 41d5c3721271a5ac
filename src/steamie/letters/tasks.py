"""The room's tasks. A task is only a wake-up: the outbox says what there is to send."""

from __future__ import annotations

from django_tasks import task

from . import sending


@task()
def send_letters() -> None:
    """Send what is due, unless somebody does already."""
    sending.send_due()
