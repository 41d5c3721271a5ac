"""What notifications ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.diary.models import office_hours, working_calendar
from steamie.rules.duties import duty

from . import collecting, standing, writing


@duty("notifications", every=timedelta(minutes=1))
def notify(now: datetime) -> None:
    """Read the record, and write to whoever wishes to hear at once."""
    collecting.collect(now)
    writing.write_at_once(now)


@duty("daily notifications", every=timedelta(minutes=15))
def notify_daily(now: datetime) -> None:
    """Write to whoever wishes one letter a day, once the office is open."""
    writing.write_daily(now)


@duty("standing tasks", every=timedelta(hours=1))
def look_for_standing_tasks(now: datetime) -> None:
    """See what stands on each person's Today page, and for how long, while the office is open."""
    if office_hours().is_open(now, working_calendar([timezone.localdate(now).year])):
        standing.look(now)


duty("old notifications", every=timedelta(days=1))(writing.forget)
