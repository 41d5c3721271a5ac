"""When an answer is due: every unit, the days that do not count, and the vectors that were worked out elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.clocks import ClockRule, OfficeHours, SetBy, Unit, deadline
from steamie.rules.due_words import Pressure, due_words, pressure
from steamie.rules.working_days import Counting, WorkingCalendar, scottish_holidays

LONDON = ZoneInfo("Europe/London")
CALENDAR = WorkingCalendar(scottish_holidays(range(2025, 2033)), {date(2026, 12, 29): "Office closed"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("received", "acknowledged"),
    [  # a data-protection complaint: 30 calendar days from the day after, moved on from a day nobody works
        ("2026-10-06", "2026-11-05"),
        ("2026-11-27", "2026-12-29"),
        ("2026-12-22", "2027-01-21"),
        ("2026-12-24", "2027-01-25"),
        ("2027-03-25", "2027-04-26"),
    ],
)
def test_a_data_protection_complaint_is_counted_in_calendar_days(received: str, acknowledged: str) -> None:
    rule = ClockRule(30, Unit.CALENDAR_DAYS, SetBy.LAW)
    assert deadline(rule, at(f"{received}T10:00"), CALENDAR).at.date() == date.fromisoformat(acknowledged)


@pytest.mark.parametrize(
    ("received", "days", "counting", "due"),
    [
        ("2026-11-27", 5, Counting.DAY_OF_RECEIPT, "2026-12-04"),  # stage 1 of a complaint
        ("2026-11-28", 5, Counting.DAY_OF_RECEIPT, "2026-12-07"),
        ("2026-12-22", 20, Counting.DAY_AFTER, "2027-01-25"),  # freedom of information
        ("2026-12-24", 10, Counting.DAY_AFTER, "2027-01-13"),  # damp: to look
    ],
)
def test_working_days(received: str, days: int, counting: Counting, due: str) -> None:
    rule = ClockRule(days, Unit.WORKING_DAYS, SetBy.LAW, counting)
    assert deadline(rule, at(f"{received}T23:30"), CALENDAR).at == datetime.combine(date.fromisoformat(due), time(23, 59), LONDON)


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-10-31", "2026-12-01"), ("2027-01-31", "2027-03-01"), ("2026-11-25", "2026-12-29"), ("2026-08-12", "2026-09-14")],
)
def test_a_month_ends_on_the_same_date_or_the_last_and_moves_on_from_a_day_nobody_works(received: str, due: str) -> None:
    assert deadline(ClockRule(1, Unit.MONTHS), at(f"{received}T09:00"), CALENDAR).at.date() == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("since", "hours", "due"),
    [
        ("2026-11-24T10:00", 4, "2026-11-24T14:00"),
        ("2026-11-24T15:00", 4, "2026-11-25T11:00"),
        ("2026-11-27T16:00", 2, "2026-12-01T10:00"),  # Friday; Monday 30th is St Andrew's Day
        ("2026-12-28T20:00", 1, "2026-12-30T10:00"),  # a holiday, then a day the office is shut
    ],
)
def test_office_hours_skip_nights_weekends_holidays_and_closures(since: str, hours: int, due: str) -> None:
    assert deadline(ClockRule(hours, Unit.OFFICE_HOURS), at(since), CALENDAR).at == at(due)


def test_an_office_that_shuts_at_noon_has_two_periods() -> None:
    hours = OfficeHours({1: [(time(9), time(12)), (time(13), time(17))]})
    assert deadline(ClockRule(2, Unit.OFFICE_HOURS), at("2026-11-24T11:00"), CALENDAR, hours).at == at("2026-11-24T14:00")
    assert not hours.is_open(at("2026-11-24T12:30"), CALENDAR)
    assert hours.is_open(at("2026-11-24T13:00"), CALENDAR)


def test_an_office_that_never_opens_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="never open"):
        deadline(ClockRule(1, Unit.OFFICE_HOURS), at("2026-11-24T11:00"), CALENDAR, OfficeHours({9: [(time(9), time(10))]}))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)), st.integers(1, 40), st.sampled_from(Unit))
def test_a_longer_clock_never_ends_sooner(wall: datetime, amount: int, unit: Unit) -> None:
    since = wall.replace(tzinfo=UTC)
    short, long = (deadline(ClockRule(number, unit), since, CALENDAR).at for number in (amount, amount + 1))
    assert since < short <= long + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("due", "words", "how_near"),
    [
        ("2026-11-24T10:52", "By 10:52 today", Pressure.NOW),
        ("2026-11-24T23:59", "By today", Pressure.NOW),
        ("2026-11-25T23:59", "By tomorrow", Pressure.SOON),
        ("2026-11-27T23:59", "By Friday 27 November", Pressure.SOON),
        ("2027-01-22T23:59", "By Friday 22 January 2027", Pressure.LATER),
        ("2026-11-22T23:59", "2 days late", Pressure.LATE),
        ("2026-11-24T08:00", "Since 08:00 today", Pressure.LATE),
    ],
)
def test_due_in_words(due: str, words: str, how_near: Pressure) -> None:
    now = at("2026-11-24T09:00")
    assert (due_words(at(due), now), pressure(at(due), now)) == (words, how_near)
