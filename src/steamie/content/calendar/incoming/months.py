"""The month that days without one stand under: in a title, the name of the table, a line of its own, or a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from steamie.rules import day_columns

from .table import SheetLine, SheetTable

_NAMES = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
_MONTH = rf"(?:{_NAMES}|dec(?:ember)?)"
_ALONE = re.compile(rf"(?:month of |in )?(?P<month>{_MONTH})\.?,?(?:[\s\-]+['’]?(?P<year>\d{{4}}|\d{{2}}))?:?", re.IGNORECASE)
_WITHIN = re.compile(rf"\b(?P<month>{_MONTH})\.?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_WEEKDAY = r"(?P<{}>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)"
_DAY_ONLY = re.compile(
    rf"(?:{_WEEKDAY.format('before')}\.?,?\s+(?:the\s+)?)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)"
    rf"(?:[\s,]+\(?{_WEEKDAY.format('behind')}\)?)?",
    re.IGNORECASE,
)
_WEEKDAY_ONLY = re.compile(_WEEKDAY.format("name"), re.IGNORECASE)
SIDE_BY_SIDE = 3  # columns that are days


def alone(text: str) -> str:
    """The month, with its year where one is written, when nothing else is."""
    match = _ALONE.fullmatch(" ".join(text.split()))
    return _named(match) if match else ""


def within(text: str) -> str:
    """The one month of a title such as "Posts for February 2027"; none where two are named."""
    named = {_named(match) for match in _WITHIN.finditer(text)}
    return named.pop() if len(named) == 1 else alone(text)


def _named(match: re.Match[str]) -> str:
    return f"{match['month'].capitalize()} {match['year']}" if match["year"] else match["month"].capitalize()


def are_days(headings: Iterable[str]) -> bool:
    """Whether the columns of a sheet are days, side by side as a wall calendar has them."""
    names = [name.strip() for name in headings if name.strip()]
    days = [name for name in names if _WEEKDAY_ONLY.fullmatch(name) or _DAY_ONLY.fullmatch(name) or day_columns.is_day(name)]
    return len(days) >= SIDE_BY_SIDE and len(days) * 2 > len(names)


def is_part(line: SheetLine) -> bool:
    """Whether a line is no post but the month that the lines below it are of."""
    own = {cell for place, cell in enumerate(line.cells) if cell and place not in line.filled}
    return len(own) == 1 and bool(alone(own.pop()))


def by_line(table: SheetTable, heading: int, column: int | None) -> Mapping[int, str]:
    """The month each line stands under, by number. ``column``: where the sheet has one of months."""
    month, under = within(table.name), {}
    for line in table.lines:
        if line.number < heading:
            month = next(filter(None, (within(cell) for cell in line.cells)), month)
        elif is_part(line):
            month = next(alone(cell) for cell in line.cells if cell)
        elif column is not None:
            month = alone(line.cell(column)) or month
        under[line.number] = month
    return under


def with_month(text: str, month: str) -> str:
    """A day without a month, with the one it stands under; the text as it is, where it is no such day."""
    match = _DAY_ONLY.fullmatch(" ".join(text.split())) if month else None
    if match is None:
        return text
    weekday = match["before"] or match["behind"] or ""
    return " ".join(filter(None, (weekday, match["day"], month)))
