"""Complaints procedures as data: their stages, their times, who agrees to longer, and where to go when one is finished."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.working_days import Counting, WorkingCalendar, bank_holidays

TABLE = files(__package__) / "complaints.toml"
DEFAULT = "sct-spso-2021"  # what a Scottish landlord follows whose strategy names no other


class StageOutcome(StrEnum):
    """How a stage of a complaint was answered."""

    RESOLVED = "resolved"  # agreed with them what to do, without a finding
    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not"


class CountsFrom(StrEnum):
    """The moment from which the time of an answer counts."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"


class AnotherPerson(StrEnum):
    """Whether a stage is looked into by somebody who did not answer the one before."""

    EITHER = "either"
    SHOULD = "should"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class RegimeStage:
    """One stage: times are working days. ``extensions``: how often it may take longer; None for as often as it is agreed."""

    code: str
    label: str
    answer: int
    acknowledge: int | None
    answer_from: CountsFrom
    longest_extension: int
    extensions: int | None
    agrees: str  # who may agree to longer
    may_be_first: bool  # a complaint may begin here
    another_person: AnotherPerson


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where somebody goes who is not content with the last answer, in the words of a letter."""

    name: str
    short: str
    lines: tuple[str, ...]
    limits: str
    told_when_longer: bool  # its address stands in a letter about an extension too


@dataclass(frozen=True, slots=True)
class ComplaintRegime:
    """One procedure."""

    code: str
    label: str
    source: str
    valid_from: date
    part: str  # of the UK, whose bank holidays do not count
    counting: Counting
    outcomes: tuple[StageOutcome, ...]
    within_months: int  # of knowing of it
    ask_again: str  # until when somebody asks for the next stage, in words of a letter; empty where nothing is set
    stages: tuple[RegimeStage, ...]
    ombudsman: Signpost
    owners: Signpost | None
    tenant_measures: bool = False  # the regulator asks for complaints by 1,000 homes, and for those answered in time

    @property
    def first(self) -> RegimeStage:
        """Where a complaint begins."""
        return self.stages[0]

    def stage(self, code: str) -> RegimeStage:
        """The stage of this code. Raises ``KeyError`` for one this procedure does not know."""
        return {stage.code: stage for stage in self.stages}[code]

    def after(self, code: str) -> RegimeStage | None:
        """The stage that follows; None after the last."""
        return next((later for stage, later in zip(self.stages, self.stages[1:], strict=False) if stage.code == code), None)

    def rule(self, days: int) -> ClockRule:
        """So many working days by this procedure."""
        return ClockRule(days, Unit.WORKING_DAYS, SetBy.PROCEDURE, self.counting, self.source, self.valid_from)

    def calendar(self, years: Collection[int], not_counted: Mapping[date, str] | None = None) -> WorkingCalendar:
        """The working days of its part of the UK, without the days during which the clock stood still."""
        return WorkingCalendar({**(not_counted or {}), **bank_holidays(years, subdivision=self.part)})

    def signpost(self, *, factoring: bool) -> Signpost:
        """Where somebody goes after the last answer: an owner's complaint about factoring goes elsewhere."""
        return self.owners if factoring and self.owners else self.ombudsman


def working_days_taken(first: date, last: date, counting: Counting, calendar: WorkingCalendar) -> int:
    """How many working days an answer took that was asked on one day and given on another: the number of its day.

    Where the day of receipt is day 1, an answer on that day took one; where counting begins the day after, it took none.
    """
    start = first if counting is Counting.DAY_OF_RECEIPT else first + timedelta(days=1)
    days = (start + timedelta(days=number) for number in range((last - start).days + 1))
    taken = sum(calendar.is_working_day(day) for day in days)
    return max(taken, 1) if counting is Counting.DAY_OF_RECEIPT else taken


def days_between(spans: Iterable[tuple[date, date]], why: str) -> dict[date, str]:
    """Every day of these spans, first and last included, each with why it does not count."""
    return {first + timedelta(days=number): why for first, last in spans for number in range((last - first).days + 1)}


@cache
def complaint_regimes() -> Mapping[str, ComplaintRegime]:
    """Every procedure of the table by its code."""
    return {code: _regime(code, table) for code, table in tomllib.loads(TABLE.read_text()).items()}


def _regime(code: str, table: dict[str, Any]) -> ComplaintRegime:
    return ComplaintRegime(
        code=code,
        label=table["label"],
        source=table["source"],
        valid_from=table["valid_from"],
        part=table["part"],
        counting=Counting(table["counting"]),
        outcomes=tuple(StageOutcome(outcome) for outcome in table["outcomes"]),
        within_months=table["within_months"],
        ask_again=table.get("ask_again", ""),
        stages=tuple(_stage(row) for row in table["stages"]),
        ombudsman=_signpost(table["ombudsman"]),
        owners=_signpost(table["owners"]) if "owners" in table else None,
        tenant_measures=table.get("tenant_measures", False),
    )


def _stage(row: dict[str, Any]) -> RegimeStage:
    return RegimeStage(
        code=row["code"],
        label=row["label"],
        answer=row["answer"],
        acknowledge=row.get("acknowledge"),
        answer_from=CountsFrom(row.get("answer_from", CountsFrom.ASKED)),
        longest_extension=row["longest_extension"],
        extensions=row.get("extensions"),
        agrees=row["agrees"],
        may_be_first=row.get("may_be_first", False),
        another_person=AnotherPerson(row.get("another_person", AnotherPerson.EITHER)),
    )


def _signpost(row: dict[str, Any]) -> Signpost:
    return Signpost(row["name"], row["short"], tuple(row["lines"]), row["limits"], row["told_when_longer"])
