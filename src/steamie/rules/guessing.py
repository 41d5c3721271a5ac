"""A first guess at the share a suggestion belongs to, and at the day it is about; the officer decides (S-73 to S-76)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from . import share_words
from .relative_days import relative_day
from .shares import Share


@dataclass(frozen=True, slots=True)
class Guess:
    """The code of a share, or None when nothing points to one, and what pointed to it."""

    share: str | None
    reason: str


def guess_share(text: str, shares: Sequence[Share]) -> Guess:
    """The share most words of the text point to, by the hints of each. A tie is left open."""
    pointing = {share.code: _matched(_pattern(share.hints), text) for share in shares if share.hints}
    most = max((len(words) for words in pointing.values()), default=0)
    leaders = [code for code, words in pointing.items() if len(words) == most]
    if most == 0 or len(leaders) > 1:
        return Guess(
            None, f"Nothing in the words says which {share_words.noun(shares)} it is." if shares else share_words.NONE_ASKED
        )
    words = ", ".join(f"“{word}”" for word in sorted(pointing[leaders[0]])[:3])
    return Guess(leaders[0], f"It mentions {words}.")


@lru_cache(maxsize=64)
def _pattern(hints: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words, whole; a star at the end of one stands for every ending."""
    words = [re.escape(hint.removesuffix("*")) + (r"\w*" if hint.endswith("*") else "") for hint in hints]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayGuess:
    """The day some words are about, the words that say so, and how many days before it still make sense."""

    day: date
    words: str
    window_days: int


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in _MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"\b(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)",
    re.IGNORECASE,
)
_SEASONS = (
    (r"(?<!after )christmas|(?<!after )xmas|festive|carols?|santa|panto\w*|toy bank|advent", 12, 24),
    (r"hogmanay|new year'?s eve", 12, 31),
    (r"burns (?:supper|night)", 1, 25),
    (r"valentine\w*", 2, 14),
    (r"hallowe'?en|guising", 10, 31),
    (r"bonfire night|guy fawkes|fireworks", 11, 5),
    (r"remembrance", 11, 11),
    (r"st andrew'?s (?:day|night)", 11, 30),
)
_THE_HOLIDAYS = (r"(?:over|during|before|for) the holidays", 12, 24)
_CHRISTMAS_IS_MEANT = (9, 10, 11, 12, 1)  # months; in others the holidays are those of the schools, and no day is known
_NOT_LONG_PAST = 60  # days: a date this lately gone is told of, not asked for
_DATE_WINDOW, _SEASON_WINDOW, _NAMED_WINDOW = 14, 28, 7


def guess_day(
    text: str, *, on: date, named: Mapping[str, Callable[[int], date]] | None = None, again: bool = False
) -> DayGuess | None:
    """The first day named after ``on``, or the season's; None when nothing is named, or it was lately over.

    ``named``: days known by a name, each with its date in a year, looked for in the first line. ``again``: what is said each
    year, so that a day lately over means the next one.
    """
    plain, lately = text.replace("’", "'"), 0 if again else _NOT_LONG_PAST
    title = plain.partition("\n")[0]
    for match in _DATE.finditer(plain):
        month = next(
            number for number, name in enumerate(_MONTHS, 1) if name.startswith((match["month"] or match["month2"])[:3].lower())
        )
        if day := _next(_each_year(month, int(match["day"] or match["day2"])), on, lately, match["year"]):
            return DayGuess(day, match[0].strip(), _DATE_WINDOW)
    if not again and (meant := relative_day(plain, on=on)):
        return DayGuess(meant.day, meant.words, (meant.day - on).days)
    for name, falls in (named or {}).items():
        if _says(re.escape(name.replace("’", "'")), title) and (day := _next(falls, on, lately)):
            return DayGuess(day, name, _NAMED_WINDOW)
    for words, month, number in (*_SEASONS, *([_THE_HOLIDAYS] if on.month in _CHRISTMAS_IS_MEANT else [])):
        if (day_named := _says(words, plain)) and (day := _next(_each_year(month, number), on, lately)):
            return DayGuess(day, day_named[0], _SEASON_WINDOW)
    return None


def _says(words: str, plain: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{words})\b", plain, re.IGNORECASE)


def _each_year(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


def _next(falls: Callable[[int], date], on: date, lately: int, year: str | None = None) -> date | None:
    """The day in the year given, or the first that comes; None when it is over, or was ``lately``, in days."""
    try:
        day = falls(int(year) if year else on.year)
        if day >= on or year:
            return day if day >= on else None
        return None if on - day <= timedelta(days=lately) else falls(on.year + 1)
    except ValueError:
        return None


def _matched(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match.casefold() for match in pattern.findall(text)}
