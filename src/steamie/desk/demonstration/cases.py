"""What people turned to the association with in the last weeks: each was answered, so that every queue is empty."""

from __future__ import annotations

import tomllib
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
from steamie.evidence.actors import VISITOR
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.services.models import RepairRequest
from steamie.services.problems import places, problems
from steamie.services.repairing import begin_qualifying, clocks

from .posts import Desk
from .year import lately, next_day

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
    for matter in sorted(_matters(desk), key=lambda one: one.at):
        _deal_with(desk, matter)


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


def _deal_with(desk: Desk, matter: Told) -> None:
    row, handler = matter.row, desk.cast[matter.row["handler"]]
    way = Way(row["way"])
    by, came = (VISITOR, matter.at) if way is Way.WEB else (handler, lately(matter.at))
    case = open_case(report=_report(row, way, came), by=by, at=came)
    if "problem" in row:
        RepairRequest.objects.create(case=case, place=row["place"], problem=row["problem"], shared=places()[row["place"]].shared)
        begin_qualifying(case, problems()[row["problem"]])
    _answer(case, row, handler, next_day(came, order=len(row["name"])))


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
