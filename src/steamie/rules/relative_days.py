"""Days that words name from the day they were written: tomorrow, this Friday, next week. And words that ask for it now.

What is needed "next week" was needed in that week: once it is over it is not proposed any more (S-59, S-72).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = "|".join(_WEEKDAYS)


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """The day that was meant, by which it must be out, and the words that say so."""

    day: date
    words: str


_Falls = Callable[[date, re.Match[str]], date]


def _after(days: int) -> _Falls:
    return lambda on, _: on + timedelta(days=days)


def _this_weekday(on: date, match: re.Match[str]) -> date:
    """The first such day from the one it was written on."""
    return on + timedelta(days=(_WEEKDAYS.index(match["weekday"].lower()) - on.weekday()) % 7)


def _weekday_of_next_week(on: date, match: re.Match[str]) -> date:
    return _monday_after(on, match) + timedelta(days=_WEEKDAYS.index(match["weekday"].lower()))


def _monday_after(on: date, _: re.Match[str]) -> date:
    return on + timedelta(days=7 - on.weekday())


def _sunday(on: date, _: re.Match[str]) -> date:
    return on + timedelta(days=6 - on.weekday())


def _saturday(on: date, _: re.Match[str]) -> date:
    """Of this week; on a Sunday the weekend is already half over, and Sunday is meant."""
    return on + timedelta(days=max(5 - on.weekday(), 0))


def _saturday_of_next_week(on: date, match: re.Match[str]) -> date:
    return _monday_after(on, match) + timedelta(days=5)


def _last_of_the_month(on: date, match: re.Match[str]) -> date:
    return _first_of_next_month(on, match) - timedelta(days=1)


def _first_of_next_month(on: date, _: re.Match[str]) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)


_NOT_A_NAME = r"(?!['’]s\b)(?!-)"  # today's prices, tomorrow's leaders
_MEANT: tuple[tuple[str, _Falls], ...] = (
    (rf"the day after tomorrow{_NOT_A_NAME}", _after(2)),
    (rf"(?<!day after )tomorrow{_NOT_A_NAME}", _after(1)),
    (rf"(?:today|tonight|this (?:morning|afternoon|evening)){_NOT_A_NAME}", _after(0)),
    (rf"next (?P<weekday>{_WEEKDAY}){_NOT_A_NAME}", _weekday_of_next_week),
    (rf"(?:this|this coming|the coming) (?P<weekday>{_WEEKDAY}){_NOT_A_NAME}", _this_weekday),
    (rf"(?<!every )(?:on|by|before|until|till) (?P<weekday>{_WEEKDAY}){_NOT_A_NAME}(?!\s+(?:and|to|or|mornings|evenings)\b)",
     _this_weekday),
    (r"next weekend", _saturday_of_next_week),
    (r"(?:this|at the|the coming) weekend", _saturday),
    (r"next week(?!end)", _monday_after),
    (r"(?:later )?this week(?!end)", _sunday),
    (r"next month", _first_of_next_month),
    (r"(?:later )?this month", _last_of_the_month),
)  # fmt: skip
_PATTERNS = tuple((re.compile(rf"\b{words}\b", re.IGNORECASE), falls) for words, falls in _MEANT)


def relative_day(text: str, *, on: date) -> RelativeDay | None:
    """The day that the first such words of a text name, written ``on`` that day; None when there are none."""
    plain = " ".join(text.replace("’", "'").split())
    searched = [(pattern.search(plain), falls) for pattern, falls in _PATTERNS]
    matches = [(match, falls) for match, falls in searched if match]
    if not matches:
        return None
    match, falls = min(matches, key=lambda each: each[0].start())
    return RelativeDay(falls(on, match), match[0])


_SOON = r"(?:as soon as (?:possible|you can)|asap|a\.s\.a\.p\.?|straight away|right away|at once|right now|immediately)"
_ASKS = r"(?:need(?:s|ed)?|post|share|publish|put|send|get|goes?|tell)"
_NOW = re.compile(
    r"(?<!not )(?<!isn't )\bneeded (?:right )?now\b"
    rf"|(?<!not )\b(?:is|are|it's|very|quite|really|so|rather) urgent\b(?! (?:repairs?|care|calls?|help)\b)"
    r"|(?<!not )\burgently\b"
    r"|^\s*urgent\b\s*[:!.,–-]"
    rf"|\b{_ASKS}\b[^.!?\n]{{0,60}}\b{_SOON}",
    re.IGNORECASE | re.MULTILINE,
)


def needed_now(text: str) -> str:
    """The words by which a text asks to be out at once; empty when it does not."""
    match = _NOW.search(text.replace("’", "'"))
    return " ".join(match[0].split()).strip(" :!.,–-") if match else ""
