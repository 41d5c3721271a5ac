"""What complaints ask of the clock: to remind before a day comes, and to forget words that are old enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.diary.models import office_hours, working_calendar
from steamie.rules.duties import duty

from .models import ComplaintStage
from .reminding import remind
from .retention import forget_old_complaints

NEAR = timedelta(days=4)  # calendar days: a weekend may lie between


@duty("complaints whose day is near", every=timedelta(hours=1))
def remind_of_days_that_are_near(now: datetime) -> None:
    """Write once to whoever has it, or to its team, when the day of a stage is near; in office hours only."""
    year = timezone.localdate(now).year
    if not office_hours().is_open(now, working_calendar([year, year + 1])):
        return
    near = ComplaintStage.objects.of_counted().open().filter(clock__due_at__lt=now + NEAR, clock__due_at__gt=now)
    for stage in near.filter(reminded_at__isnull=True, clock__stopped_at__isnull=True).select_related("complaint__case", "clock"):
        remind(stage=stage, at=now)


duty("old complaints", every=timedelta(days=1))(forget_old_complaints)
