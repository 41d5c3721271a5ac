"""Days and times as people and spreadsheets write them. The day stands before the month, unless whoever reads knows better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from . import month_names

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY = rf"(?:(?P<weekday>{_WEEKDAY_NAME})\.?,?\s+)?"
_MONTH = rf"(?P<name>(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"['’]?(?P<year>\d{4}|\d{2})"
_compiled = partial(re.compile, flags=re.IGNORECASE)
_NUMBERED_YEAR_FIRST = _compiled(
    rf"{_WEEKDAY}(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?:[T ]00:00(?::00(?:\.0+)?)?)?"
)
_WITHOUT_MARKS = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_NUMBERED = _compiled(rf"{_WEEKDAY}(?P<one>\d{{1,2}})[/.\-](?P<other>\d{{1,2}})[/.\-]{_YEAR}")
_DAY_FIRST = _compiled(rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s\-/]+{_MONTH}(?:[\s\-,/]+{_YEAR})?")
_MONTH_FIRST = _compiled(rf"{_WEEKDAY}{_MONTH}[\s\-/]+{_DAY}(?:[\s\-,/]+{_YEAR})?")
_WEEKDAY_BEHIND = _compiled(rf"(?P<day>.*\d),?\s+\(?(?P<weekday>{_WEEKDAY_NAME})\)?")
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.0+)?)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|noon|midday"
_TIME = _compiled(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2}(?:\.0+)?)?)?\s*(?:(?P<half>[ap])\.?m\.?)?")
_BOTH = _compiled(
    rf"(?P<day>.+?)(?:,?\s+(?:at\s+)?|T)(?P<clock>{_CLOCK})(?:[,\s]+\(?(?:the\s+)?(?P<which>first|second|bst|gmt)(?:\s+time)?\)?)?"
)
_FOUR_FIGURES = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})")
_OF_A_DAY = re.compile(r"0?\.(?:5|\d{3,})")  # as a spreadsheet keeps a time: 0.375 is nine o'clock
_BEHIND_A_TIME = re.compile(r"\s*(?:\(?(?:hrs?|hours|uk(?: time)?)\)?)\.?$")
_WITH_ZONE = _compiled(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)")
_LONDON = ZoneInfo("Europe/London")
YEARS = range(1900, 2200)  # others are slips, and a clock has no zone for some of them
_WHICH = {"bst": "first", "gmt": "second"}  # of an hour that comes twice: summer time, then winter time


@dataclass(frozen=True, slots=True)
class Parts:
    """A day and a time that were written together; ``which`` is "first" or "second" where an hour comes twice, or empty."""

    day: str
    clock: str
    which: str = ""


def parts(written: str) -> Parts | None:
    """The day and the time of "Tuesday 24/11/2026 at 10am", or of "25 October 2026 01:30, second"; None without a time."""
    plain = " ".join(written.split())
    if _WITH_ZONE.fullmatch(plain):
        return _at_home(plain)
    both = _BOTH.fullmatch(plain)
    if both is None:
        return None
    which = (both["which"] or "").lower()
    return Parts(both["day"], both["clock"], _WHICH.get(which, which))


def _at_home(written: str) -> Parts | None:
    """A moment written with its zone, as tools export it, by the clock on our wall."""
    try:
        here = datetime.fromisoformat(re.sub(r"\s?UTC$", "Z", written, flags=re.IGNORECASE)).astimezone(_LONDON)
    except (ValueError, OverflowError):
        return None
    comes_twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    which = ("second" if here.fold else "first") if comes_twice else ""
    return Parts(f"{here:%Y-%m-%d}", f"{here:%H:%M}", which)


def day(written: str, *, month_first: bool = False, near: date | None = None) -> date:
    """The day that was written. ValueError says what is wrong with it.

    ``near``: a day without a year is the first such day from then on; left out, a year is asked for.
    """
    plain = month_names.in_english(" ".join(written.split()))
    behind = _WEEKDAY_BEHIND.fullmatch(plain)
    in_order = f"{behind['weekday']} {behind['day']}" if behind else plain
    shapes = (_NUMBERED_YEAR_FIRST, _WITHOUT_MARKS, _NUMBERED, _DAY_FIRST, _MONTH_FIRST)
    match = next(filter(None, (shape.fullmatch(in_order) for shape in shapes)), None)
    if match is None:
        raise ValueError(f"“{plain}” is not a day we can read. Write it like 24/11/2026.")
    groups = match.groupdict()
    year = _year(groups)
    if year is not None and year not in YEARS:
        raise ValueError(f"{year} is not a year a post can be in. Write the day like 24/11/2026.")
    if year is None and near is None:
        raise ValueError(f"“{plain}” names no year. Write it like 24/11/2026.")
    month, number = _month_and_day(groups, month_first=month_first)
    try:
        chosen = _next(month, number, near or date.min) if year is None else date(year, month, number)
    except ValueError:
        order = "The month comes before the day here." if month_first else "The day comes before the month, like 24/11/2026."
        raise ValueError(f"There is no day {plain}. {order}") from None
    _must_fall_on(groups.get("weekday"), chosen)
    return chosen


def _year(groups: dict[str, str | None]) -> int | None:
    written = groups.get("year")
    return None if written is None else int(written) + (2000 if len(written) == 2 else 0)


def _month_and_day(groups: dict[str, str | None], *, month_first: bool) -> tuple[int, int]:
    if "one" in groups:
        first, second = int(groups["one"] or 0), int(groups["other"] or 0)
        return (first, second) if month_first else (second, first)
    name = groups.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["month"] or 0)
    return month, int(groups["day"] or 0)


def _next(month: int, number: int, near: date) -> date:
    """The first such day from ``near`` on; 29 February may be four years away, or eight."""
    for year in range(near.year, near.year + 9):
        try:
            chosen = date(year, month, number)
        except ValueError:
            continue
        if chosen >= near:
            return chosen
    raise ValueError("There is no such day.")


def _must_fall_on(weekday: str | None, chosen: date) -> None:
    if weekday and not (right := _WEEKDAYS[chosen.weekday()]).lower().startswith(weekday[:3].lower()):
        other = next(name for name in _WEEKDAYS if name.lower().startswith(weekday[:3].lower()))
        raise ValueError(f"{chosen.day} {chosen:%B %Y} is a {right}, not a {other}. Put one of them right.")


def clock(written: str) -> time:
    """The time of day that was written: 10:00, 10:00:00, 10.30, 1030, 9am, noon, 0.375. ValueError says what is wrong."""
    plain = _BEHIND_A_TIME.sub("", written.strip().lower())
    if plain in {"noon", "midday"}:
        return time(12)
    if _OF_A_DAY.fullmatch(plain) and (minutes := round(float(plain) * 24 * 60)) < 24 * 60:
        return time(minutes // 60, minutes % 60)
    match = _TIME.fullmatch(plain) or _FOUR_FIGURES.fullmatch(plain)
    groups = match.groupdict() if match else {}
    if match is None or not (groups["minute"] or groups.get("half")):  # "10" alone could be anything
        raise ValueError(f"“{written.strip()}” is not a time we can read. Write it like 10:00.")
    hour = int(groups["hour"])
    if half := groups.get("half"):
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    try:
        return time(hour, int(groups["minute"] or 0))
    except ValueError:
        raise ValueError(f"“{written.strip()}” is not a time we can read. Write it like 10:00.") from None


def in_words(chosen: date) -> str:
    """A day spelt out with its weekday and its year: "Tuesday 2 March 2027"."""
    return f"{chosen:%A} {chosen.day} {chosen:%B %Y}"


def is_far_ahead(chosen: date, today: date) -> bool:
    """Whether a day lies more than a year ahead, so that a slip in the year is likely and is asked about."""
    return chosen > _a_year_after(today)


def _a_year_after(today: date) -> date:
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return today + timedelta(days=365)
