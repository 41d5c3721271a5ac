"""Complaints procedures, against vectors worked out elsewhere: every date of both."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from steamie.rules.clocks import deadline
from steamie.rules.regimes.complaints import CountsFrom, complaint_regimes, days_between, working_days_taken
from steamie.rules.working_days import Counting

LONDON = ZoneInfo("Europe/London")
ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "deadline_vectors.json").read_text())["rows"]
SCOTLAND, ENGLAND = complaint_regimes()["sct-spso-2021"], complaint_regimes()["eng-ho-2024"]
YEARS = range(2026, 2029)


def due(regime: Any, day: str, days: int) -> str:
    came = datetime.combine(date.fromisoformat(day), time(12), LONDON)
    return deadline(regime.rule(days), came, regime.calendar(YEARS)).at.date().isoformat()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["received"])
def test_every_vector_of_both_procedures(row: dict[str, Any]) -> None:
    day, first, second = row["received"], SCOTLAND.first, SCOTLAND.stage("stage-2")
    assert due(SCOTLAND, day, first.answer) == row["SCT"]["spso_s1_5"]
    assert due(SCOTLAND, day, first.answer + first.longest_extension) == row["SCT"]["spso_s1_ext_10"]
    assert second.acknowledge
    assert due(SCOTLAND, day, second.acknowledge) == row["SCT"]["spso_s2_ack_3"]
    assert due(SCOTLAND, day, second.answer) == row["SCT"]["spso_s2_20"]
    assert ENGLAND.first.acknowledge
    assert due(ENGLAND, day, ENGLAND.first.acknowledge) == row["ENG"]["ack_5"]


def test_there_are_six_rows_so_that_none_is_lost() -> None:
    assert len(ROWS) == 6


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["received"])
def test_an_answer_on_its_last_day_took_as_many_days_as_it_may(row: dict[str, Any]) -> None:
    came = date.fromisoformat(row["received"])
    for days, last in ((5, "spso_s1_5"), (10, "spso_s1_ext_10"), (20, "spso_s2_20")):
        done = date.fromisoformat(row["SCT"][last])
        assert working_days_taken(came, done, SCOTLAND.counting, SCOTLAND.calendar(YEARS)) == days
    acknowledged = date.fromisoformat(row["ENG"]["ack_5"])
    assert working_days_taken(came, acknowledged, ENGLAND.counting, ENGLAND.calendar(YEARS)) == 5


def test_an_answer_on_the_day_it_came_took_one_day_in_scotland_and_none_where_counting_begins_the_day_after() -> None:
    for day in (date(2026, 11, 27), date(2026, 11, 28)):  # a Friday; a Saturday, answered at once
        assert working_days_taken(day, day, Counting.DAY_OF_RECEIPT, SCOTLAND.calendar(YEARS)) == 1
        assert working_days_taken(day, day, Counting.DAY_AFTER, ENGLAND.calendar(YEARS)) == 0


def test_days_of_mediation_do_not_count() -> None:
    paused = days_between([(date(2026, 12, 1), date(2026, 12, 3))], "mediation")
    came = datetime(2026, 11, 27, 12, tzinfo=LONDON)
    worked_out = deadline(SCOTLAND.rule(5), came, SCOTLAND.calendar(YEARS, paused))
    assert worked_out.at.date() == date(2026, 12, 9)  # three days after 4 December, a weekend between
    assert "mediation (1 December)" in worked_out.reason


def test_what_differs_between_the_two_stands_in_the_table() -> None:
    assert [stage.answer_from for stage in ENGLAND.stages] == [CountsFrom.ACKNOWLEDGED] * 2
    assert [stage.may_be_first for stage in SCOTLAND.stages] == [False, True]
    assert not any(stage.may_be_first for stage in ENGLAND.stages)
    assert SCOTLAND.after("stage-1") == SCOTLAND.stage("stage-2")
    assert SCOTLAND.after("stage-2") is None
    assert SCOTLAND.signpost(factoring=True).short == "First-tier Tribunal"
    assert ENGLAND.signpost(factoring=True) == ENGLAND.ombudsman
