"""How casework keeps its clause: everything that is asked has a clock, and what is late is told to others."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .clauses import IN_TIME
from .figures import in_time
from .models import CaseClock

WINDOW = timedelta(days=90)
LONGEST_CLOSED = timedelta(days=6)  # the office may be shut, and then nobody is reminded
ENOUGH_IN_TIME = 0.9  # below this share the clause is at risk


@keeps(
    IN_TIME,
    NoParameters,
    label="Requests are answered in time, and what is late is escalated",
    remedy="Open the inbox",
    signs=r"\bresponsive\b",
)
def requests_are_answered_in_time(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Of the duties that fell due in ninety days: how many were done in time, and whether others know of each that is late."""
    page = reverse("casework:totals")
    figure = in_time(now - WINDOW, now)
    if not figure.due:
        return Standing(
            State.NOT_MEASURED,
            "0 requests were due in the last 90 days",
            "Nobody asked for anything, so nothing was timed.",
            page,
        )
    words = f"{figure.in_time} of {figure.due} in time in the last 90 days"
    long_overdue = CaseClock.objects.overdue(now - LONGEST_CLOSED).filter(case__held_because="")
    silent = long_overdue.filter(escalated_at__isnull=True).count()
    if silent:
        return Standing(State.BREACHED, words, f"{silent} overdue, and nobody was told of it.", page)
    if figure.overdue or figure.in_time < ENOUGH_IN_TIME * figure.due:
        return Standing(State.AT_RISK, words, f"{figure.overdue} overdue now; {figure.late} were done late.", page)
    return Standing(State.MET, words, "Each has a clock, and none is overdue.", page)
