"""What cases ask of the clock: to tell others of what is overdue, in office hours only; and to read the mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.casework.actions.overdue import escalate
from steamie.casework.mail_in.sorting import sort_mail
from steamie.casework.models import CaseClock
from steamie.casework.retention import forget_mail
from steamie.diary.models import office_hours, working_calendar
from steamie.letters.reading import read_mail
from steamie.rules.duties import duty


@duty("overdue cases", every=timedelta(hours=1))
def tell_of_what_is_overdue(now: datetime) -> None:
    """Tell the team, and the officer, once of each duty that is overdue. Nobody is reminded at night; a danger never waits."""
    year = timezone.localdate(now).year
    someone_is_in = office_hours().is_open(now, working_calendar([year, year + 1]))
    for clock in CaseClock.objects.overdue(now).filter(escalated_at__isnull=True, case__held_because="").select_related("case"):
        if someone_is_in or clock.case.dangerous:
            escalate(clock=clock, at=now)


@duty("mail that comes in", every=timedelta(minutes=1))
def take_in_mail(now: datetime) -> None:
    """Fetch what is new in the mailbox, then sort what was kept; also what a reader that died had kept."""
    read_mail()
    sort_mail(now)


duty("old mail", every=timedelta(days=1))(forget_mail)
