"""What pictures ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.rules.duties import duty

from . import tasks, uploads


@duty("pictures that wait", every=timedelta(minutes=1))
def look_at_what_waits(now: datetime) -> None:
    """Look at pictures that the queue forgot."""
    tasks.look_at_uploads.func()


duty("pictures left behind", every=timedelta(hours=1))(uploads.forget)
