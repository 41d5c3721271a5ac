"""Days and times as people write them, and what is asked when they cannot be read."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.written_days import Parts, clock, day, in_words, is_far_ahead, parts

FIFTH = date(2027, 2, 5)


@pytest.mark.parametrize(
    "written",
    [
        "5/2/2027",
        "05/02/27",
        "5.2.2027",
        "5-2-2027",
        "2027-02-05",
        "2027-02-05 00:00:00",
        "Fri 5/2/27",
        "Friday, 5 February 2027",
        "5th of February 2027",
        "5 feb 27",
        "5-Feb-2027",
        "Feb 5, 2027",
        "February 5th 2027",
        "Fri. 5 Feb. 2027",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert day(written) == FIFTH


@pytest.mark.parametrize(("written", "near", "expected"), [
    ("5-Feb", date(2026, 11, 23), FIFTH),
    ("5 Feb", date(2027, 2, 5), FIFTH),
    ("4 Feb", date(2027, 2, 5), date(2028, 2, 4)),
    ("29 February", date(2026, 1, 1), date(2028, 2, 29)),
])  # fmt: skip
def test_a_day_without_a_year_is_the_next_one(written: str, near: date, expected: date) -> None:
    assert day(written, near=near) == expected


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("5-Feb", "names no year"),
        ("31/4/2027", "There is no day"),
        ("2/13/2027", "The day comes before the month"),
        ("Thu 5/2/2027", "is a Friday, not a Thursday"),
        ("1/1/0000", "is not a year"),
        ("soon", "is not a day we can read"),
        ("46058", "is not a day we can read"),
        ("", "is not a day we can read"),
    ],
)
def test_what_is_no_day_says_why(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        day(written)


def test_the_month_may_stand_first_where_the_reader_knows() -> None:
    assert day("2/13/2027", month_first=True) == date(2027, 2, 13)
    with pytest.raises(ValueError, match="The month comes before the day here"):
        day("13/2/2027", month_first=True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10:00", time(10)),
        ("10.30", time(10, 30)),
        ("9am", time(9)),
        ("9 p.m.", time(21)),
        ("12am", time(0)),
        ("noon", time(12)),
        ("23:59:00", time(23, 59)),
        ("7h05", time(7, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(written: str, expected: time) -> None:
    assert clock(written) == expected


@pytest.mark.parametrize("written", ["10", "24:00", "13pm", "0am", "ten", "10:60"])
def test_what_is_no_time_says_so(written: str) -> None:
    with pytest.raises(ValueError, match="is not a time we can read"):
        clock(written)


@pytest.mark.parametrize(
    ("written", "which"),
    [
        ("25/10/2026 01:30", ""),
        ("25/10/2026 01:30, second", "second"),
        ("25 October 2026 at 1.30am (first time)", "first"),
        ("2026-10-25T01:30 BST", "first"),
        ("2026-10-25 01:30 GMT", "second"),
    ],
)
def test_a_time_says_which_of_two_equal_hours_it_is(written: str, which: str) -> None:
    both = parts(written)
    assert both is not None
    assert (day(both.day), clock(both.clock), both.which) == (date(2026, 10, 25), time(1, 30), which)


def test_a_day_alone_has_no_time() -> None:
    assert parts("24 November 2026") is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_said_back_in_words_is_the_same_day(chosen: date) -> None:
    assert day(in_words(chosen)) == chosen


@pytest.mark.parametrize(
    ("chosen", "today", "far"),
    [
        (date(2027, 11, 23), date(2026, 11, 23), False),
        (date(2027, 11, 24), date(2026, 11, 23), True),
        (date(2025, 2, 28), date(2024, 2, 29), False),
        (date(2025, 3, 1), date(2024, 2, 29), True),
    ],
)
def test_more_than_a_year_ahead_is_far(chosen: date, today: date, far: bool) -> None:
    assert is_far_ahead(chosen, today) is far


@pytest.mark.parametrize(
    "written",
    [
        "2027/02/05", "2027.2.5",
        "20270205", "5 February '27", "5/Feb/2027", "5 Feb 2027 (Fri)", "Fri 2027-02-05", "5. Feb. 2027",
        "5 févr. 2027", "5 de febrero de 2027", "5 lutego 2027", "5 Gearran 2027", "Fri 5. Feb 2027",
    ],
)  # fmt: skip
def test_a_day_as_tools_and_other_countries_write_it(written: str) -> None:
    assert day(written) == date(2027, 2, 5)


@pytest.mark.parametrize(
    ("written", "at"),
    [("1400", time(14)), ("0930", time(9, 30)), ("14.00 hrs", time(14)), ("0.375", time(9)), ("0.5", time(12))],
)
def test_a_time_as_spreadsheets_write_it(written: str, at: time) -> None:
    assert clock(written) == at


@pytest.mark.parametrize("written", ["9", "2500", "5pm EST", "1.0", "12345"])
def test_a_time_that_could_be_anything_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match="is not a time we can read"):
        clock(written)


def test_a_moment_with_its_zone_is_read_by_the_clock_on_our_wall() -> None:
    assert parts("2027-07-15T09:00:00.000Z") == Parts("2027-07-15", "10:00")
    assert parts("2027-02-15T09:00:00+01:00") == Parts("2027-02-15", "08:00")
    assert parts("2027-10-31 01:30 UTC") == Parts("2027-10-31", "01:30", "second")
    assert parts("2027-13-15T09:00:00Z") is None
