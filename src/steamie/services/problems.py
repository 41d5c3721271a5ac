"""Where something can be wrong in a home, what it can be, and how long it may take to put right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.regimes.damp import AWARE, regime_on
from steamie.rules.working_days import Counting

from .right_to_repair import scheme

TABLE = files(__package__) / "problems.toml"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A room, or a place shared with neighbours."""

    code: str
    label: str
    icon: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class RepairProblem:
    """Something that can be wrong in some places, with the rule of its time; None where a person says it after reading."""

    code: str
    label: str
    icon: str
    places: tuple[str, ...]
    rule: ClockRule | None = None
    item: str = ""  # of the Right to Repair scheme
    damp: bool = False
    urgent: bool = False

    def promises(self, day: date) -> list[tuple[str, str]]:
        """Every duty that the law of the day sets for it, with the moment from which its days count; none for most problems."""
        regime = regime_on(day) if self.damp else None
        duties = regime.duties if regime else ()
        begin = {duty.code: f"From the day we {duty.label}." for duty in duties} | {AWARE: "Counted from tomorrow."}
        return [(f"We {duty.label} within {duty.rule.words}", begin[duty.counts_from]) for duty in duties]

    def promise(self, day: date) -> str:
        """How long it takes when it is told on a day, and who says so, beside the choice."""
        if self.damp and (look := damp_rule(day)):
            return f"We look in {look.words}, by law"
        if self.rule is None:
            return "We tell you when we read it"
        return f"{self.rule.words}{', by law' if self.rule.set_by is SetBy.LAW else ''}"


@cache
def places() -> Mapping[str, Place]:
    """Every place by its code, in the order of the page."""
    return {row["code"]: Place(**row) for row in _table()["places"]}


@cache
def problems() -> Mapping[str, RepairProblem]:
    """Every problem by its code, in the order of the page."""
    table = _table()
    return {row["code"]: _problem(row) for row in table["problems"]}


def problems_in(place: str) -> list[RepairProblem]:
    """What can be wrong in one place."""
    return [problem for problem in problems().values() if place in problem.places]


def damp_rule(day: date) -> ClockRule | None:
    """The first duty of the damp regime in force: to look."""
    regime = regime_on(day)
    return next((duty.rule for duty in regime.started_by(AWARE)), None) if regime else None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text())


def _problem(row: dict[str, Any]) -> RepairProblem:
    item = scheme().item(row["law"]) if "law" in row else None
    rule = item.rule if item else None
    if days := row.get("ours"):
        rule = ClockRule(days, Unit.WORKING_DAYS, SetBy.US, Counting.DAY_AFTER, "our own time")
    return RepairProblem(
        code=row["code"],
        label=row["label"],
        icon=row["icon"],
        places=tuple(row["places"]),
        rule=rule,
        item=row.get("law", ""),
        damp=row.get("damp", False),
        urgent=row.get("urgent", False),
    )
