"""Which of the nightly copies stay: the newest of each of the last so many days, weeks, months and years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

PERIODS: dict[str, Callable[[datetime], object]] = {
    "daily": lambda moment: moment.date(),
    "weekly": lambda moment: moment.isocalendar()[:2],
    "monthly": lambda moment: (moment.year, moment.month),
    "yearly": lambda moment: moment.year,
}
USUAL = "daily=14,weekly=8,monthly=12"
MOST = 1000


class NotAKeeping(ValueError):
    """The words do not say how many copies of which period stay; the message says how to write it."""


def read(words: str) -> dict[str, int]:
    """How many of each period, from words like ``daily=14,weekly=8,monthly=12``. Raises ``NotAKeeping``."""
    keeping: dict[str, int] = {}
    for part in words.split(","):
        period, _, number = part.strip().partition("=")
        if period not in PERIODS or period in keeping or not (number.isascii() and number.isdigit() and int(number) <= MOST):
            known = ", ".join(PERIODS)
            raise NotAKeeping(f"“{part.strip()}” is not understood. Write it like {USUAL}: {known}, up to {MOST} each.")
        keeping[period] = int(number)
    if not any(keeping.values()):
        raise NotAKeeping("That would keep no copy at all.")
    return keeping


def to_keep(moments: Iterable[datetime], keeping: Mapping[str, int]) -> set[datetime]:
    """The moments whose copies stay. Only periods that have a copy count, so that a machine which was off loses none."""
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:1])
    for period, number in keeping.items():
        newest_of: dict[object, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(PERIODS[period](moment), moment)
        stay |= set(list(newest_of.values())[:number])
    return stay
