"""What cases ask of the clock: to tell others of what is overdue, in office hours only."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.casework.actions.overdue import escalate
from steamie.casework.models import CaseClock
from steamie.diary.models import office_hours, working_calendar
from steamie.rules.duties import duty


@duty("overdue cases", every=timedelta(hours=1))
def tell_of_what_is_overdue(now: datetime) -> None:
    """Tell the team, and the officer, once of each duty that is overdue. Nobody is reminded at night; a danger never waits."""
    year = timezone.localdate(now).year
    someone_is_in = office_hours().is_open(now, working_calendar([year, year + 1]))
    for clock in CaseClock.objects.overdue(now).filter(escalated_at__isnull=True, case__held_because="").select_related("case"):
        if someone_is_in or clock.case.dangerous:
            escalate(clock=clock, at=now)
