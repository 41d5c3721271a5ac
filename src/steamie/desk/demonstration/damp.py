"""Two homes with damp: one whose every duty was done in time, and one where the tenant was told of a delay."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from steamie.casework.actions import ending, handling
from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models.cases import Outcome
from steamie.evidence.actors import VISITOR
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.services.actions import damp_letters, damp_work
from steamie.services.actions.damp_letters import Delay, Telling
from steamie.services.actions.damp_work import Inspection
from steamie.services.damp_clocks import law_on
from steamie.services.damp_data import damp_data
from steamie.services.models import Cause, DampMatter, RepairRequest

from .posts import Desk
from .year import next_day

TABLE = files(__package__) / "damp.toml"
SURVEYOR = ("A. Example", "Surveyor, certified in damp and mould")


def deal_with_all(desk: Desk) -> None:
    """Take each down as it came and do its duties on their days. Where no law held then, there is nothing to show."""
    for row in _table():
        day = timezone.localtime(desk.now) - timedelta(days=row["days_ago"])
        came = day.replace(hour=19, minute=40, second=0, microsecond=0)
        if law_on(came):
            _deal_with(_told(row, came), row, desk.cast["staff.property"])


@cache
def _table() -> list[dict[str, Any]]:
    return list(tomllib.loads(TABLE.read_text())["matters"])


def _told(row: dict[str, Any], came: datetime) -> DampMatter:
    whose = Whose(name=row["name"], phone=row["phone"], address=row["address"], postcode="EX1 1AA")
    report = Report(kind="damp", way=Way(row["way"]), words=row["words"], whose=whose)
    case = open_case(report=report, by=VISITOR, at=came)
    RepairRequest.objects.create(case=case, place=row["place"], problem="damp")
    case.damp_matters.update(size=row["size"], at_risk=row["at_risk"])
    return case.damp_matters.get()


def _deal_with(matter: DampMatter, row: dict[str, Any], by: Person) -> None:
    days = _WorkingDays(matter.aware_at)
    handling.take(case=matter.case, by=by, at=days[1])
    look = Inspection(
        days[row["looked"]], *SURVEYOR, row["findings"], damp_free=False, work_needed=True, cause=Cause(row["cause"])
    )
    damp_work.investigate(matter=matter, look=look, by=by, at=days[row["looked"]])
    _write(matter, row, by, days[row["written"]])
    if "delayed" in row:
        _delay(matter, row, by, days)
    damp_work.work(matter=matter, duty="start", done_at=days[row["started"]], words=row["work"], by=by, at=days[row["started"]])
    last = days[row["finished"]]
    damp_work.work(matter=matter, duty="complete", done_at=last, words=row["done"], by=by, at=last)
    ending.end(case=matter.case, outcome=Outcome.DONE, by=by, at=last)


def _write(matter: DampMatter, row: dict[str, Any], by: Person, at: datetime) -> None:
    parts = {
        "looked_by": ", ".join(SURVEYOR),
        "method": "In your home, with a damp meter.",
        "findings": row["findings"],
        "verdict": "The home is not substantially free from damp and mould.",
        "done_on_the_visit": "None.",
        "work": row["work"],
        "advice": damp_data().advice,
    }
    damp_letters.write_summary(matter=matter, parts=parts, by=by, at=at)
    damp_letters.send_summary(matter=matter, telling=Telling(Way.LETTER), by=by, at=at)


def _delay(matter: DampMatter, row: dict[str, Any], by: Person, days: _WorkingDays) -> None:
    delay = Delay("start", row["reason"], row["because"], row["meanwhile"], days[row["late_until"]].date())
    damp_letters.give_notice(matter=matter, delay=delay, telling=Telling(Way.LETTER), by=by, at=days[row["delayed"]])


class _WorkingDays:
    """``days[3]`` is a moment at work on the third working day after another."""

    def __init__(self, since: datetime) -> None:
        self.moments = [since]

    def __getitem__(self, number: int) -> datetime:
        while len(self.moments) <= number:
            self.moments.append(next_day(self.moments[-1]))
        return self.moments[number]
