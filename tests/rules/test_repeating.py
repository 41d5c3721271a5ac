"""Days that come again by a rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.repeating import LAST, WHICH, day_in_month, days, in_words, open_day

FRIDAY = 4


@pytest.mark.parametrize(
    ("year", "month", "which", "weekday", "day"),
    [
        (2026, 11, LAST, FRIDAY, date(2026, 11, 27)),
        (2026, 12, LAST, FRIDAY, date(2026, 12, 25)),
        (2027, 1, LAST, FRIDAY, date(2027, 1, 29)),  # five Fridays
        (2028, 2, LAST, 1, date(2028, 2, 29)),  # a leap day
        (2026, 11, 1, 0, date(2026, 11, 2)),
        (2026, 11, 1, 6, date(2026, 11, 1)),
        (2026, 11, 4, 0, date(2026, 11, 23)),
    ],
)
def test_the_day_of_a_month(year: int, month: int, which: int, weekday: int, day: date) -> None:
    assert day_in_month(year, month, which=which, weekday=weekday) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(WHICH)), st.integers(0, 6))
def test_a_rule_names_one_day_of_every_month(first: date, which: int, weekday: int) -> None:
    last = first + timedelta(days=400)
    named = list(days(first, last, which=which, weekday=weekday))
    assert named == sorted(set(named))
    assert all(first <= day <= last and day.weekday() == weekday for day in named)
    assert len({(day.year, day.month) for day in named}) == len(named) >= 12


def test_a_day_on_which_the_office_is_shut_becomes_the_working_day_before() -> None:
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
    assert open_day(date(2026, 12, 25), christmas) == date(2026, 12, 24)
    assert open_day(date(2026, 12, 28), christmas) == date(2026, 12, 24)  # over the weekend
    assert open_day(date(2026, 12, 22), christmas) == date(2026, 12, 22)


def test_the_rule_in_words() -> None:
    assert in_words(LAST, FRIDAY) == "the last Friday of each month"
