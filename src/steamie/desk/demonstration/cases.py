"""What people turned to the association with in the last weeks: each was answered, so that every queue is empty."""

from __future__ import annotations

import heapq
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from steamie.casework.actions import ending, handling, teams, trail
from steamie.casework.actions.opening import Report, Whose, open_case, team_called
from steamie.casework.actions.trail import Entry
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.evidence.actors import SETUP, VISITOR
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.services import fixing
from steamie.services.handing import acting
from steamie.services.handing.keeping import keep, pass_to
from steamie.services.models import RepairRequest, RepairsSystem, Verdict
from steamie.services.models.handing_over import Carrier, HandOverState
from steamie.services.problems import places, problems
from steamie.services.repairing import begin_qualifying, clocks

from .posts import Desk
from .year import lately, next_day

Course = Iterator[datetime]
A_MINUTE = timedelta(minutes=1)
TABLE = files(__package__) / "cases.toml"
TEAMS = {
    "housing": ("staff.housing", "team"),
    "repairs": ("staff.property",),
    "complaints": ("officer", "staff"),
    "data-protection": ("officer",),
    "safeguarding": ("staff.housing", "team"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One matter of the table, and the day it came."""

    at: datetime
    row: dict[str, Any]


def deal_with_all(desk: Desk) -> None:
    """Put everybody in their teams, then take down, answer and end each matter, in the order in which they came."""
    started = lately(desk.now - timedelta(days=380))
    for code, members in TEAMS.items():
        for name in members:
            teams.join(team=team_called(code), person=desk.cast[name], by=desk.cast.officer, at=started)
    acting.set_system(system=RepairsSystem(carrier=Carrier.FOLDER), by=SETUP, at=started)
    _in_time([_course(desk, matter) for matter in _matters(desk)])


def _in_time(courses: list[Course]) -> None:
    """Take every course to its end, whichever comes next by the clock: nobody in the record acts before yesterday."""
    waiting = [(next(course), number) for number, course in enumerate(courses)]
    heapq.heapify(waiting)
    while waiting:
        _, number = heapq.heappop(waiting)
        if moment := next(courses[number], None):
            heapq.heappush(waiting, (moment, number))


def _matters(desk: Desk) -> list[Told]:
    today = timezone.localtime(desk.now)
    moments = []
    for row in _table():
        hour, minute = (int(part) for part in row["time"].split(":"))
        day = today - timedelta(days=row["days_ago"])
        moments.append(Told(day.replace(hour=hour, minute=minute, second=0, microsecond=0), row))
    return moments


@cache
def _table() -> list[dict[str, Any]]:
    return list(tomllib.loads(TABLE.read_text())["cases"])


def _course(desk: Desk, matter: Told) -> Course:
    """What becomes of one matter: each moment is yielded before what happens then is done."""
    row, handler = matter.row, desk.cast[matter.row["handler"]]
    way = Way(row["way"])
    by, came = (VISITOR, matter.at) if way is Way.WEB else (handler, lately(matter.at))
    yield came
    case = open_case(report=_report(row, way, came), by=by, at=came)
    repair = _repair(case, row)
    if repair:
        yield from _handed_over(case, came)
    answered = next_day(came, order=len(row["name"]))
    yield answered
    _answer(case, row, handler, answered)
    if repair:
        yield from _asked(repair, answered, desk.now)


def _repair(case: Case, row: dict[str, Any]) -> RepairRequest | None:
    if "problem" not in row:
        return None
    shared = places()[row["place"]].shared
    begin_qualifying(case, problems()[row["problem"]])
    return RepairRequest.objects.create(case=case, place=row["place"], problem=row["problem"], shared=shared)


def _handed_over(case: Case, came: datetime) -> Course:
    """The repairs system takes the file a few minutes later, and writes its job number into the answer."""
    handed = keep(case, came)
    if handed is None:
        return
    pass_to(handed, HandOverState.SENT, at=came + A_MINUTE, why="The file lies in the folder.")
    yield came + 5 * A_MINUTE
    job = f"R{4000 + case.pk}"
    acting.accept(hand_over=handed, job=job, why=f"Job {job}.", at=came + 5 * A_MINUTE)


def _asked(repair: RepairRequest, done: datetime, now: datetime) -> Course:
    """Whether it was fixed is asked some days later, and answered the same evening."""
    asked = done + fixing.after()
    heard = asked + timedelta(hours=3)
    if heard > now:
        return
    yield asked
    fixing.ask(repair=repair, at=asked)
    yield heard
    fixing.hear(repair, Verdict.YES, "", heard)


def _report(row: dict[str, Any], way: Way, at: datetime) -> Report:
    problem = problems().get(row.get("problem", ""))
    return Report(
        kind=row["kind"],
        way=way,
        words=row["words"],
        summary=row.get("summary", ""),
        whose=Whose(name=row["name"], phone=row.get("phone", ""), address=row.get("address", ""), postcode="EX1 1AA"),
        why_first=row.get("why_first", ""),
        duties=clocks(problem, at) if problem else None,
    )


def _answer(case: Case, row: dict[str, Any], handler: Person, answered: datetime) -> None:
    """Taken, answered by phone and ended on the next day that somebody is at work."""
    handling.take(case=case, by=handler, at=answered)
    entry = Entry(EntryKind.CALL, row["answer"], Way.PHONE, answers=True)
    trail.write(case=case, entry=entry, by=handler, at=answered)
    ending.end(case=case, outcome=Outcome(row["outcome"]), words=row.get("because", ""), by=handler, at=answered)
