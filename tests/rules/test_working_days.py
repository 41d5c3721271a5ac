"""Clocks against the checked table of due dates, Scotland and England."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import holidays
import pytest

from steamie.rules.working_days import Counting, WorkingCalendar, YearNotKnown, bank_holidays, scottish_holidays

YEARS = (2026, 2027)
CALENDARS = {part: WorkingCalendar(bank_holidays(YEARS, subdivision=part)) for part in ("SCT", "ENG")}
ROWS = json.loads(Path(__file__).with_name("deadline_vectors.json").read_text())["rows"]
VECTORS = [(row["received"], part, clock, due) for row in ROWS for part in ("SCT", "ENG") for clock, due in row[part].items()]
SCOTLAND = CALENDARS["SCT"]


@pytest.mark.parametrize(("received", "part", "clock", "due"), VECTORS)
def test_every_row_of_the_table(received: str, part: str, clock: str, due: str) -> None:
    counting = Counting.DAY_OF_RECEIPT if clock.startswith("spso") else Counting.DAY_AFTER
    answer = CALENDARS[part].due(date.fromisoformat(received), days=int(clock.rsplit("_", 1)[1]), counting=counting)
    assert answer.day == date.fromisoformat(due)


def test_the_table_is_whole() -> None:
    assert len(VECTORS) == 48


def test_scotland_has_its_own_days() -> None:
    ours = scottish_holidays(YEARS)
    assert {date(2026, 1, 2), date(2026, 6, 15), date(2026, 11, 30)} <= set(ours)
    assert date(2026, 11, 30) not in bank_holidays(YEARS, subdivision="ENG")


@pytest.mark.parametrize("part", ["SCT", "ENG", "WLS", "NIR"])
def test_our_table_says_what_the_library_says(part: str) -> None:
    """When the library learns of a new holiday, `tools/bank_holidays.py` writes the table again."""
    years = range(2000, 2061)
    assert bank_holidays(years, subdivision=part) == dict(holidays.country_holidays("GB", subdiv=part, years=years))


def test_the_reason_names_what_did_not_count() -> None:
    answer = SCOTLAND.due(date(2026, 11, 27), days=5, counting=Counting.DAY_OF_RECEIPT)
    assert answer.reason.startswith("5 working days from the day of receipt, 27 November 2026; not counting")
    assert "30 November" in answer.reason
    assert [day for day, why in answer.skipped if why == "weekend"] == [date(2026, 11, 28), date(2026, 11, 29)]


def test_our_own_closure_shuts_the_office_and_moves_no_clock() -> None:
    shut = WorkingCalendar(SCOTLAND.statutory, {date(2026, 12, 29): "Christmas closure"})
    received = date(2026, 12, 24)
    assert not shut.office_open(date(2026, 12, 29))
    assert shut.is_working_day(date(2026, 12, 29))
    for counting in Counting:
        assert shut.due(received, days=5, counting=counting) == SCOTLAND.due(received, days=5, counting=counting)


def test_the_list_is_editable() -> None:
    without = {day: name for day, name in SCOTLAND.statutory.items() if day != date(2026, 6, 15)}
    answer = WorkingCalendar(without).due(date(2026, 6, 12), days=5, counting=Counting.DAY_OF_RECEIPT)
    assert answer.day == date(2026, 6, 18)


def test_a_year_nobody_entered_is_said_not_guessed() -> None:
    with pytest.raises(YearNotKnown, match="2028"):
        SCOTLAND.due(date(2027, 12, 30), days=5, counting=Counting.DAY_AFTER)
    with pytest.raises(ValueError, match="at least one"):
        SCOTLAND.due(date(2027, 1, 5), days=0, counting=Counting.DAY_AFTER)
