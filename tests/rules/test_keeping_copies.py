"""Which copies stay as nights go by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.keeping_copies import USUAL, NotAKeeping, read, to_keep

LAST_NIGHT = datetime(2026, 11, 30, 2, 15, tzinfo=UTC)  # a Monday


def nights(number: int) -> list[datetime]:
    return [LAST_NIGHT - timedelta(days=days) for days in range(number)]


def test_the_usual_keeping_after_two_years_of_nights() -> None:
    stay = sorted(to_keep(nights(730), read(USUAL)), reverse=True)

    days = [f"{moment:%m-%d}" for moment in stay]
    assert days[:14] == [f"{moment:%m-%d}" for moment in nights(14)]
    assert days[14:20] == ["11-15", "11-08", "11-01", "10-31", "10-25", "10-18"]  # Sundays, and the last night of October
    assert f"{stay[-1]:%Y-%m-%d}" == "2025-12-31"
    assert len(stay) == 14 + 5 + 11


def test_night_after_night_comes_to_the_same_as_all_at_once() -> None:
    kept: set[datetime] = set()
    for night in reversed(nights(500)):
        kept = to_keep(kept | {night}, read(USUAL))

    assert kept == to_keep(nights(500), read(USUAL))


def test_a_machine_that_was_off_for_a_year_loses_nothing_by_that() -> None:
    before = [moment - timedelta(days=365) for moment in nights(10)]

    assert to_keep([*before, LAST_NIGHT], read("daily=14")) == {*before, LAST_NIGHT}


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), min_size=1))
def test_the_newest_stays_and_nothing_is_invented(moments: list[datetime]) -> None:
    stay = to_keep(moments, read("monthly=1"))

    assert stay == {max(moments)}
    assert to_keep(moments, read("daily=0,yearly=1000")) <= set(moments)


@pytest.mark.parametrize(
    "words", ["", "14", "daily", "daily=", "daily=-1", "daily=x", "hourly=3", "daily=1,daily=2", "daily=1001", "daily=²"]
)
def test_words_that_say_nothing_are_refused_with_how_to_write_them(words: str) -> None:
    with pytest.raises(NotAKeeping, match="Write it like daily=14,weekly=8,monthly=12"):
        read(words)


def test_nobody_asks_to_keep_nothing() -> None:
    with pytest.raises(NotAKeeping, match="no copy at all"):
        read("daily=0,weekly=0")
