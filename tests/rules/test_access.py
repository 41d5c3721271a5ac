"""Second factors, second people, quarters and sessions."""

from __future__ import annotations

from datetime import date

import pytest

from steamie.rules.access import access_quarter, needs_second_factor, needs_second_person, session_is_over
from steamie.rules.permissions import Office

HOUR = 3600.0


def test_offices_that_can_post_connect_or_read_the_record_need_two_factors() -> None:
    assert {office for office in Office if needs_second_factor({office})} == {
        Office.OFFICER,
        Office.TEAM,
        Office.COMMITTEE,
        Office.AUDITOR,
    }


def test_offices_that_can_approve_or_connect_need_two_people() -> None:
    assert {office for office in Office if needs_second_person(office)} == {Office.OFFICER, Office.TEAM}


@pytest.mark.parametrize(
    ("day", "code", "first", "last"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_quarters(day: date, code: str, first: date, last: date) -> None:
    quarter = access_quarter(day)

    assert (quarter.code, quarter.first, quarter.last) == (code, first, last)


@pytest.mark.parametrize(
    ("idle", "age", "guarded", "says"),
    [
        (29 * 60, HOUR, True, ""),
        (30 * 60, HOUR, True, "30 minutes"),
        (30 * 60, HOUR, False, ""),
        (0, 12 * HOUR, True, "12 hours"),
        (0, 12 * HOUR, False, "12 hours"),
    ],
)
def test_how_a_session_ends(idle: float, age: float, guarded: bool, says: str) -> None:
    now = 1_000_000.0
    why = session_is_over(began=now - age, seen=now - idle, now=now, guarded=guarded)

    assert says in why
    assert bool(why) is bool(says)
