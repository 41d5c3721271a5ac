"""What this room writes: time and money spent, taken back when it was wrong, and the plan for a quarter."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.rules.quarters import quarter_of

from .models import EffortEntry, EffortPlan, EffortTask
from .verbs import Verb

ASKED_BY = Citation("effort.within_plan")
LONGEST_DAY = 24 * 60  # minutes
OLDEST = timedelta(days=366)


@action()
def enter_effort(
    *,
    day: date,
    task: EffortTask,
    minutes: int,
    by: Person,
    pence: int = 0,
    bought: str = "",
    way: str = "",
    now: datetime | None = None,
) -> EffortEntry:
    """Write down time, money or both of one day; ``way``: a ``WayIn`` it went into. Raises ``NotReady`` for what cannot be."""
    moment = now or timezone.now()
    require(by, Act.MEASURE)
    bought = " ".join(bought.split())
    if problems := _problems(day, minutes, pence, bought, timezone.localdate(moment)):
        raise NotReady(problems)
    row = EffortEntry.objects.create(day=day, task=task, minutes=minutes, pence=pence, bought=bought, way=way, by=by, at=moment)
    facts = {"day": day.isoformat(), "task": task.value, "minutes": minutes, "pence": pence, "way": way}
    record(by=by, verb=Verb.ENTER_EFFORT, clause=ASKED_BY, subject=row, facts=facts, at=moment)
    return row


def _problems(day: date, minutes: int, pence: int, bought: str, today: date) -> list[Problem]:
    problems = []
    if day > today:
        problems.append(Problem("That day is still to come. Choose today or earlier.", "day"))
    if day < today - OLDEST:
        problems.append(Problem("That day is more than a year ago. Its figures are closed.", "day"))
    if not minutes and not pence:
        problems.append(Problem("Enter time, money or both.", "time"))
    if minutes > LONGEST_DAY:
        problems.append(Problem("A day has 24 hours. Enter each day apart.", "time"))
    if pence and not bought:
        problems.append(Problem("Say what the money was for.", "bought"))
    return problems


@action(none="it was taken back before")
def take_effort_back(*, entry: EffortEntry, by: Person, now: datetime | None = None) -> EffortEntry:
    """Take back what was entered wrongly: the row stays, and counts no more."""
    moment = now or timezone.now()
    require(by, Act.MEASURE)
    entry = EffortEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    if entry.taken_back_at is None:
        entry.taken_back_at, entry.taken_back_by = moment, by
        entry.save(update_fields=["taken_back_at", "taken_back_by"])
        record(by=by, verb=Verb.TAKE_EFFORT_BACK, clause=ASKED_BY, subject=entry, at=moment)
    return entry


@action()
def plan_effort(
    *,
    first: date,
    minutes: int,
    pence: int,
    by: Person,
    reason: str = "",
    hour_pence: int | None = None,
    now: datetime | None = None,
) -> EffortPlan:
    """Say how many hours and how much money a quarter may take, and what an hour costs. Earlier plans stay on record."""
    moment = now or timezone.now()
    require(by, Act.EDIT_STRATEGY)
    if not minutes:
        raise NotReady([Problem("Say how many hours are planned.", "hours")])
    row = EffortPlan.objects.create(
        first=quarter_of(first).first,
        minutes=minutes,
        pence=pence,
        hour_pence=hour_pence,
        reason=reason.strip(),
        by=by,
        at=moment,
    )
    facts = {"quarter": row.first.isoformat(), "minutes": minutes, "pence": pence, "hour": hour_pence}
    record(by=by, verb=Verb.PLAN_EFFORT, clause=ASKED_BY, subject=row, facts=facts, at=moment)
    return row
