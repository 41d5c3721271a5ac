"""The room's tasks. A task is only a wake-up: the rows say what there is to hand over."""

from __future__ import annotations

from django_tasks import task

from .handing import sending


@task()
def hand_repairs_over() -> None:
    """Hand over what is due, unless somebody does already."""
    sending.hand_over_due()
