"""Days that come again by a rule, such as the last Friday of the month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

LAST = 5
WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_WEEK = timedelta(days=7)


def day_in_month(year: int, month: int, *, which: int, weekday: int) -> date:
    """The first to fourth, or with ``LAST`` the last, of a weekday in a month. Monday is 0."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    if which != LAST:
        return day + (which - 1) * A_WEEK
    while (day + A_WEEK).month == month:
        day += A_WEEK
    return day


def days(first: date, last: date, *, which: int, weekday: int) -> Iterator[date]:
    """Every such day from one day to another, inclusive, in order."""
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        day = day_in_month(year, month, which=which, weekday=weekday)
        if first <= day <= last:
            yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def in_words(which: int, weekday: int) -> str:
    """The rule inside a sentence: "the last Friday of each month"."""
    return f"the {WHICH[which]} {WEEKDAYS[weekday]} of each month"


def open_day(day: date, shut: frozenset[date]) -> date:
    """The day itself, or the last day before it on which the office is open. ``shut``: holidays and closures."""
    while day in shut or day.weekday() >= 5:
        day -= timedelta(days=1)
    return day
