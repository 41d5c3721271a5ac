"""Damp and mould by law, against vectors worked out twice elsewhere: each duty done on its last day."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from steamie.rules.clocks import Unit, deadline
from steamie.rules.regimes.damp import SUMMARY_PARTS, RegimeNotice, late_payment, missing_parts, regime_on, regimes
from steamie.rules.working_days import WorkingCalendar, scottish_holidays

LONDON = ZoneInfo("Europe/London")
CALENDAR = WorkingCalendar(scottish_holidays(range(2026, 2029)))
SCOTLAND = regimes()["scotland"]
DUE = date(2026, 12, 14)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)


@pytest.mark.parametrize(
    ("aware", "investigate", "summary", "start", "complete"),
    [
        ("2026-10-06", "2026-10-20", "2026-10-23", "2026-10-27", "2026-11-24"),
        ("2026-11-27", "2026-12-14", "2026-12-17", "2026-12-21", "2027-01-22"),
        ("2026-11-28", "2026-12-14", "2026-12-17", "2026-12-21", "2027-01-22"),
        ("2026-12-22", "2027-01-11", "2027-01-14", "2027-01-18", "2027-02-15"),
        ("2026-12-24", "2027-01-13", "2027-01-18", "2027-01-20", "2027-02-17"),
        ("2027-03-25", "2027-04-09", "2027-04-14", "2027-04-16", "2027-05-17"),
    ],
)
def test_the_four_duties_each_done_on_its_last_day(aware: str, investigate: str, summary: str, start: str, complete: str) -> None:
    done = {"aware": date.fromisoformat(aware)}
    for duty in SCOTLAND.duties:
        done[duty.code] = deadline(duty.rule, noon(done[duty.counts_from]), CALENDAR).at.date()
    assert [day.isoformat() for day in done.values()] == [aware, investigate, summary, start, complete]


def test_what_starts_which_duty() -> None:
    assert [duty.code for duty in SCOTLAND.started_by("aware")] == ["investigate"]
    assert [duty.code for duty in SCOTLAND.started_by("investigate")] == ["summary", "start"]
    assert [duty.code for duty in SCOTLAND.started_by("start")] == ["complete"]


@pytest.mark.parametrize(
    ("done", "today", "notice", "owed"),
    [
        ("2026-12-14", "2027-01-30", None, 0),  # on its last day
        ("2026-12-15", "2027-01-30", None, 15),
        (None, "2026-12-16", None, 18),
        (None, "2026-12-29", None, 15 + 3 * 8),  # 25, 26 and 28 December and two weekends do not count
        (None, "2027-06-01", None, 100),
        (None, "2026-12-29", "2026-12-11", 0),  # told in time: nothing is owed
        (None, "2026-12-29", "2026-12-16", 18),  # told late: what was owed by then stays
    ],
)
def test_what_a_late_look_costs(done: str | None, today: str, notice: str | None, owed: int) -> None:
    told = RegimeNotice("investigate", noon(date.fromisoformat(notice))) if notice else None
    done_on = date.fromisoformat(done) if done else None
    today_on = date.fromisoformat(today)
    pounds = late_payment(SCOTLAND, "investigate", due=DUE, done=done_on, today=today_on, calendar=CALENDAR, notice=told)
    assert pounds == owed


def test_a_notice_stops_the_payment_of_its_own_duty_only_and_of_none_in_england() -> None:
    notice = RegimeNotice("start", noon(date(2026, 12, 11)))
    arguments = {"due": DUE, "done": None, "today": date(2026, 12, 15), "calendar": CALENDAR, "notice": notice}
    assert late_payment(SCOTLAND, "investigate", **arguments) == 15
    assert late_payment(SCOTLAND, "start", **arguments) == 0
    assert late_payment(SCOTLAND, "complete", **arguments) == 0
    assert late_payment(regimes()["england"], "investigate", **arguments) == 0


def test_england_is_data_of_the_same_shape() -> None:
    england = regimes()["england"]
    prevent = next(duty for duty in england.duties if duty.code == "prevent")
    assert (prevent.rule.unit, prevent.rule.amount) == (Unit.CALENDAR_DAYS, 84)
    assert not england.notice_stops_payment


def test_there_was_no_such_law_before_it_came_into_force() -> None:
    assert regime_on(date(2026, 10, 5)) is None
    assert regime_on(date(2026, 10, 6)) is SCOTLAND


def test_a_summary_says_all_seven_things() -> None:
    whole = dict.fromkeys(SUMMARY_PARTS, "said")
    assert len(SUMMARY_PARTS) == 7
    assert missing_parts(whole) == []
    for part, asked in SUMMARY_PARTS.items():
        assert missing_parts(whole | {part: "  "}) == [asked]
