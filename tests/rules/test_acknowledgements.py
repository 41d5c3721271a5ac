"""When an acknowledgement counts, and the words when it does not."""

from __future__ import annotations

from datetime import date

import pytest

from steamie.rules.acknowledgements import SUSPENDED, PolicyInForce, PolicyKind, PolicyReading, asked_of, due_again, lapses
from steamie.rules.permissions import Act, Office

ICT = PolicyKind.ICT
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("readings", "says"),
    [
        ([], "You have not yet acknowledged the ICT Policy."),
        ([PolicyReading(ICT, "3", date(2026, 11, 1))], "has changed since you acknowledged it: version 4 is in force"),
        ([PolicyReading(ICT, "4", date(2025, 11, 23))], "it was due again on 23 November 2026"),
        ([PolicyReading(ICT, "4", date(2025, 11, 24))], ""),
        ([PolicyReading(ICT, "4", date(2020, 1, 1)), PolicyReading(ICT, "4", DAY)], ""),
        ([PolicyReading(PolicyKind.CONDUCT, "4", DAY)], "You have not yet acknowledged the ICT Policy."),
    ],
)
def test_a_reading_counts_when_it_is_of_this_version_and_not_too_old(readings: list[PolicyReading], says: str) -> None:
    found = lapses([PolicyInForce(ICT, "4", 12)], readings, {Office.OFFICER}, on=DAY)

    assert says in "".join(lapse.reason for lapse in found)
    assert bool(found) is bool(says)


def test_once_is_enough_when_a_policy_is_never_renewed() -> None:
    assert not lapses([PolicyInForce(ICT, "4", 0)], [PolicyReading(ICT, "4", date(1999, 1, 1))], {Office.TEAM}, on=DAY)


@pytest.mark.parametrize(
    ("read", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 31), 0, None),
    ],
)
def test_the_day_a_reading_runs_out(read: date, months: int, due: date | None) -> None:
    assert due_again(read, months) == due


def test_terms_of_employment_are_asked_of_employees_only() -> None:
    asked = {office for office in Office if asked_of(PolicyKind.EMPLOYMENT, {office})}

    assert asked == {Office.OFFICER, Office.TEAM, Office.STAFF}


def test_stopping_is_never_suspended() -> None:
    assert Act.WITHDRAW not in SUSPENDED
