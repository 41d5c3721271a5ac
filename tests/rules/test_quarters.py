"""Quarters: names, rows, and how each stands on each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.quarters import Phase, following, preceding, quarter_of, standing, weeks
from steamie.rules.standing import State

AUTUMN = quarter_of(date(2026, 11, 22))


def test_the_quarter_of_a_day() -> None:
    assert (AUTUMN.first, AUTUMN.last, AUTUMN.name, AUTUMN.days) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
        "October to December 2026",
        92,
    )
    assert following(AUTUMN).name == "January to March 2027"
    assert preceding(AUTUMN).name == "July to September 2026"


@given(st.dates(date(1999, 1, 1), date(2099, 12, 31)))
def test_every_day_is_in_its_quarter_and_in_exactly_one_row(day: date) -> None:
    span = quarter_of(day)
    assert day in span
    assert preceding(following(span)) == span
    rows = weeks(span)
    assert len(rows) in (13, 14)
    assert all(monday.weekday() == 0 for monday in rows)
    assert sum(monday <= day < monday + timedelta(days=7) for monday in rows) == 1


def test_a_quarter_that_starts_mid_week_opens_with_the_part_week() -> None:
    assert weeks(AUTUMN)[0] == date(2026, 9, 28)
    assert weeks(AUTUMN)[-1] == date(2026, 12, 28)
    assert len(weeks(quarter_of(date(2029, 1, 1)))) == 13  # starts on a Monday


@pytest.mark.parametrize(
    ("today", "planned", "approved", "closed", "phase", "state", "says"),
    [
        ("2026-09-22", 0, None, None, Phase.EMPTY, State.MET, "begins in 9 days: 0 posts planned, not approved yet"),
        ("2026-09-30", 12, None, None, Phase.PLANNING, State.MET, "begins in 1 day: 12 posts planned"),
        ("2026-09-30", 12, "2026-09-28", None, Phase.APPROVED, State.MET, "approved on 28 September 2026, before it began"),
        ("2026-10-01", 12, None, None, Phase.UNAPPROVED, State.AT_RISK, "began today and its plan is not approved"),
        ("2026-10-28", 12, None, None, Phase.UNAPPROVED, State.AT_RISK, "began 27 days ago"),
        ("2026-10-29", 12, None, None, Phase.UNAPPROVED, State.BREACHED, "began 28 days ago"),
        ("2026-11-01", 12, "2026-09-30", None, Phase.RUNNING, State.MET, "before it began; now 12 posts planned"),
        ("2026-11-01", 12, "2026-10-03", None, Phase.RUNNING, State.AT_RISK, "day 3 of the quarter"),
        ("2027-01-01", 12, "2026-09-30", None, Phase.OVER, State.MET, "is not closed yet"),
        ("2027-01-01", 12, None, None, Phase.OVER, State.BREACHED, "never approved"),
        ("2027-01-09", 12, "2026-09-30", "2027-01-08", Phase.CLOSED, State.MET, "closed on 8 January 2027"),
    ],
)
def test_standing(
    today: str, planned: int, approved: str | None, closed: str | None, phase: Phase, state: State, says: str
) -> None:
    shape = standing(
        AUTUMN,
        today=date.fromisoformat(today),
        planned=planned,
        approved=date.fromisoformat(approved) if approved else None,
        closed=date.fromisoformat(closed) if closed else None,
    )
    assert (shape.phase, shape.state) == (phase, state)
    assert says in shape.reason
    assert shape.phase.label
