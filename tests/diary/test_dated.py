"""A day carries its year when that is not this one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template

from steamie.diary.dated import DAY, written

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "pattern", "expected"),
    [
        (datetime(2026, 11, 24, 10, tzinfo=UTC), "l j F, H:i", "Tuesday 24 November, 10:00"),
        (datetime(2027, 11, 24, 10, tzinfo=UTC), "l j F, H:i", "Wednesday 24 November 2027, 10:00"),
        (date(2025, 1, 2), "j F", "2 January 2025"),
        (date(2025, 1, 2), "D j M", "Thu 2 Jan 2025"),
        (datetime(2027, 1, 1, 0, 30, tzinfo=UTC), r"j F \a\t H:i", "1 January 2027 at 00:30"),
        (date(2027, 1, 2), "j F Y", "2 January 2027"),
        (None, "j F", ""),
    ],
)
def test_the_filter_adds_the_year(moment: object, pattern: str, expected: str) -> None:
    page = Template(f"{{% load dated %}}{{{{ moment|dated:'{pattern}' }}}}")
    with time_machine.travel(NOW, tick=False):
        assert page.render(Context({"moment": moment})) == expected


def test_the_year_is_that_of_the_clock_in_scotland() -> None:
    with time_machine.travel(datetime(2026, 12, 31, 23, 59, tzinfo=UTC), tick=False):
        assert written(datetime(2027, 1, 1, tzinfo=UTC)) == "Friday 1 January 2027, 00:00"
        assert written(date(2026, 6, 30), DAY) == "Tuesday 30 June"
