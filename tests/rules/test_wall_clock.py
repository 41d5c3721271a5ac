"""Times that come twice, and times that never come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.wall_clock import Moment, Repeated, Skipped, days, interpret, midnight, weeks_later

LONDON = ZoneInfo("Europe/London")
near_a_change = st.one_of(
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 27)), st.datetimes(datetime(2027, 3, 27), datetime(2027, 3, 30))
)


def test_an_ordinary_time() -> None:
    answer = interpret(datetime(2026, 7, 1, 9, 0))
    assert answer == Moment(datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "2026-07-01T09:00 Europe/London")


def test_half_past_one_comes_twice_when_the_clocks_go_back() -> None:
    wall = datetime(2026, 10, 25, 1, 30)
    answer = interpret(wall)
    assert isinstance(answer, Repeated)
    assert answer.first.utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert answer.second.utc == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "comes twice" in answer.question
    assert interpret(wall, choice="first") == Moment(answer.first.utc, "2026-10-25T01:30 Europe/London, first")
    assert interpret(wall, choice="second") == answer.second


def test_half_past_one_never_comes_when_they_go_forward() -> None:
    answer = interpret(datetime(2027, 3, 28, 1, 30), choice="first")
    assert isinstance(answer, Skipped)
    assert answer.suggestion == datetime(2027, 3, 28, 2, 30)
    assert answer.reason == ("The clocks go forward on 28 March 2027, so 01:30 never comes. Choose 02:30, or another time.")


@given(near_a_change)
def test_every_wall_time_is_one_moment_two_or_none(wall: datetime) -> None:
    answer = interpret(wall)
    match answer:
        case Moment():
            assert answer.utc.astimezone(LONDON).replace(tzinfo=None) == wall
        case Repeated():
            assert answer.second.utc - answer.first.utc == timedelta(hours=1)
            for moment in (answer.first, answer.second):
                assert moment.utc.astimezone(LONDON).replace(tzinfo=None, fold=0) == wall
        case Skipped():
            assert isinstance(interpret(answer.suggestion), Moment)
            back = wall.replace(tzinfo=LONDON).astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)
            assert back != wall


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(-60, 60))
def test_weeks_later_keeps_the_time_on_the_wall(wall: datetime, weeks: int) -> None:
    later = weeks_later(wall, weeks)
    assert (later.time(), later.weekday()) == (wall.time(), wall.weekday())
    assert weeks_later(later, -weeks) == wall


def test_a_zone_on_the_wall_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        interpret(datetime(2026, 7, 1, tzinfo=UTC))


def test_a_day_begins_and_ends_by_the_clock_on_the_wall() -> None:
    assert midnight(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert midnight(date(2026, 12, 1)) == datetime(2026, 12, 1, tzinfo=UTC)
    begins, ends = days(date(2026, 10, 25), date(2026, 10, 25))
    assert ends - begins == timedelta(hours=25)
