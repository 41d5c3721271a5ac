"""The hours and money of the invented year, entered week by week, and what was planned for each quarter."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.effort.actions import enter_effort, plan_effort
from steamie.effort.models import EffortTask
from steamie.rules.quarters import quarter_of

from .posts import Desk
from .year import lately, quarters

WEEK = timedelta(days=7)
PLANNED_HOURS, PLANNED_POUNDS = 52, 150  # for each quarter
A_WEEK = ((EffortTask.WRITE, 120, 30), (EffortTask.ANSWER, 40, 20))  # minutes, and by how many more or fewer


def enter_all(desk: Desk) -> None:
    """Plans for five quarters; time entered each week by the team, and one thing bought in each quarter."""
    today = timezone.localdate(desk.now)
    for span in quarters(today):
        at = lately(min(desk.now, _on(desk, span.first)))
        plan_effort(
            first=span.first, minutes=PLANNED_HOURS * 60, pence=PLANNED_POUNDS * 100, by=desk.cast.officer, now=at,
            reason="With the budget of the year", hour_pence=1850,
        )  # fmt: skip
    for week in range(51, -1, -1):
        _week(desk, today - week * WEEK, first_of_quarter=_begins_a_quarter(today - week * WEEK))


def _on(desk: Desk, day: date) -> datetime:
    """The hour it is now, on that day."""
    return desk.now - (timezone.localdate(desk.now) - day)


def _begins_a_quarter(day: date) -> bool:
    return quarter_of(day) != quarter_of(day - WEEK)


def _week(desk: Desk, day: date, *, first_of_quarter: bool) -> None:
    at = lately(_on(desk, day))
    day = timezone.localdate(at)
    for task, minutes, spread in A_WEEK:
        spent = minutes + desk.chance.randrange(-spread, spread + 1, 5)
        way = "social" if task is EffortTask.ANSWER else ""
        enter_effort(day=day, task=task, minutes=spent, way=way, by=desk.cast["team"], now=at)
    if first_of_quarter:
        enter_effort(
            day=day, task=EffortTask.OTHER, minutes=0, pence=4500, bought="Printing for the boards in the closes",
            by=desk.cast.officer, now=at,
        )  # fmt: skip
