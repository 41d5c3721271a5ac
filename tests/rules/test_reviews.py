"""Reviews of the strategy: one year, then every three."""

from __future__ import annotations

from datetime import date

import pytest

from steamie.rules.reviews import Intervals, ReviewKind, review_due

TODAY = date(2026, 11, 22)
ONE_AND_THREE = Intervals(first=1, every=3)


def test_the_strategy_as_it_stands_is_783_days_overdue() -> None:
    answer = review_due(
        implemented=None, last_review=date(2021, 9, 30), stated_due=date(2024, 9, 30), intervals=ONE_AND_THREE, today=TODAY
    )
    assert (answer.due, answer.days_overdue, answer.kind, answer.overdue) == (
        date(2024, 9, 30),
        783,
        ReviewKind.REPEATED,
        True,
    )
    assert answer.reason == (
        "Last reviewed on 30 September 2021, and reviewed every three years. "
        "The review was due on 30 September 2024: 783 days overdue."
    )


@pytest.mark.parametrize(
    ("implemented", "last", "stated", "due", "kind", "says"),
    [
        (date(2026, 3, 1), None, None, date(2027, 3, 1), ReviewKind.FIRST, "in 99 days"),
        (date(2025, 11, 21), None, None, date(2026, 11, 21), ReviewKind.FIRST, "1 day overdue"),
        (date(2025, 11, 22), None, None, date(2026, 11, 22), ReviewKind.FIRST, "due today"),
        (date(2022, 3, 1), date(2023, 2, 20), None, date(2026, 2, 20), ReviewKind.REPEATED, "overdue"),
        (date(2026, 3, 1), date(2021, 9, 30), None, date(2027, 3, 1), ReviewKind.FIRST, "first reviewed one year later"),
        (None, date(2024, 2, 29), None, date(2027, 2, 28), ReviewKind.REPEATED, "in 98 days"),
        (None, None, date(2026, 12, 1), date(2026, 12, 1), ReviewKind.STATED, "in 9 days"),
        (None, date(2025, 1, 1), date(2027, 1, 1), date(2027, 1, 1), ReviewKind.REPEATED, "in 40 days"),
        (None, None, None, None, ReviewKind.UNKNOWN, "No review"),
    ],
)
def test_review_due(
    implemented: date | None, last: date | None, stated: date | None, due: date | None, kind: ReviewKind, says: str
) -> None:
    answer = review_due(implemented=implemented, last_review=last, stated_due=stated, intervals=ONE_AND_THREE, today=TODAY)
    assert (answer.due, answer.kind) == (due, kind)
    assert says in answer.reason


@pytest.mark.parametrize(
    ("intervals", "implemented", "last", "due", "says"),
    [
        (Intervals(2, 5), date(2025, 3, 1), None, date(2027, 3, 1), "first reviewed two years later"),
        (Intervals(2, 5), None, date(2024, 2, 29), date(2029, 2, 28), "reviewed every five years"),
        (Intervals(None, 1), None, date(2026, 3, 1), date(2027, 3, 1), "reviewed every year."),
        (Intervals(None, None), None, date(2024, 2, 29), None, "does not say when it is reviewed"),
        (Intervals(None, 3), date(2025, 3, 1), None, None, "does not say when it is reviewed"),
    ],
)
def test_the_years_are_the_strategy_s_own(
    intervals: Intervals, implemented: date | None, last: date | None, due: date | None, says: str
) -> None:
    answer = review_due(implemented=implemented, last_review=last, stated_due=None, intervals=intervals, today=TODAY)
    assert answer.due == due
    assert says in answer.reason
    assert answer.overdue is False
