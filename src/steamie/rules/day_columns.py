"""The days of one column of a sheet, understood together: one row that can be read in one way only says how all are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from steamie.rules import written_days

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL, _SERIALS = date(1899, 12, 30), range(32_874, 73_051)  # of the years 1990 to 2099
_WEEK = re.compile(r"(?:w\s?/?\s?[cb]|week\s+(?:commencing|beginning|starting|of))[:.]?\s+", re.IGNORECASE)
_BEFORE = timedelta(days=45)  # a day without a year may lie this long before the first that has one


class Order(StrEnum):
    """Which stands first in a day written with two numbers."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it was read. ``other``: what it would be with the order the other way about, where that is a day too."""

    day: date
    other: date | None = None
    whole_week: bool = False  # "week commencing …": the day is its first
    year_assumed: bool = False


@dataclass(frozen=True, slots=True)
class DayColumn:
    """What the days of a column show about the order they are written in, by the numbers of their rows."""

    day_first: tuple[int, ...]  # rows that can only be read so
    month_first: tuple[int, ...]
    either: tuple[int, ...]  # rows that can be read both ways, as two different days
    near: date  # from which on a day without a year is looked for

    @property
    def order(self) -> Order | None:
        """The order, where a row proves it and none contradicts; None where a person must say."""
        if self.day_first and self.month_first:
            return None
        if self.month_first:
            return Order.MONTH
        return Order.DAY if self.day_first or not self.either else None

    @property
    def contradicts_itself(self) -> bool:
        """Whether some rows can only be read day first, and others only month first."""
        return bool(self.day_first and self.month_first)


def understand(cells: Sequence[tuple[int, str]], *, today: date) -> DayColumn:
    """What the filled cells of a column, each with the number of its row, show together."""
    near = _near((text for _, text in cells), today)
    readings = [(number, _try(text, Order.DAY, near), _try(text, Order.MONTH, near)) for number, text in cells]
    return DayColumn(
        tuple(number for number, day, month in readings if day and not month),
        tuple(number for number, day, month in readings if month and not day),
        tuple(number for number, day, month in readings if day and month and day != month),
        near,
    )


def read(written: str, order: Order, *, near: date) -> WrittenDay:
    """The day of one cell. ValueError says what is wrong with it."""
    plain = _WEEK.sub("", " ".join(written.split()))
    chosen = _read(plain, order, near)
    other = _try(plain, Order.MONTH if order is Order.DAY else Order.DAY, near)
    without_year = _try(plain, order, None) is None
    return WrittenDay(chosen, other if other != chosen else None, bool(_WEEK.match(written.strip())), without_year)


def is_day(written: str) -> bool:
    """Whether these words are a day, in either order, with or without its year."""
    return any(_try(written, order, date(2020, 1, 1)) for order in Order)


def _read(written: str, order: Order, near: date | None) -> date:
    plain = _WEEK.sub("", " ".join(written.split()))
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIALS:
        return _FIRST_SERIAL + timedelta(days=int(float(plain)))
    return written_days.day(plain, month_first=order is Order.MONTH, near=near)


def _try(written: str, order: Order, near: date | None) -> date | None:
    try:
        return _read(written, order, near)
    except ValueError:
        return None


def _near(texts: Iterable[str], today: date) -> date:
    """Where a day without a year is looked for: about the first that has one, else from today on."""
    dated = [day for text in texts if (day := _try(text, Order.DAY, None) or _try(text, Order.MONTH, None))]
    return min(dated) - _BEFORE if dated else today
