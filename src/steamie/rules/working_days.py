"""Working days, and the clocks that count them (S-31, S-71). Statutory clocks stop for bank holidays and for nothing else."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "bank_holidays.csv"  # 2000 to 2060; `tools/bank_holidays.py` writes it


class Counting(StrEnum):
    """Which day a clock calls day 1."""

    DAY_OF_RECEIPT = "day_of_receipt"  # SPSO: the day of receipt, or the next working day
    DAY_AFTER = "day_after"  # FOISA, damp: the working day after receipt


class YearNotKnown(ValueError):
    """The clock ran into a year whose holidays nobody has entered."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day something is due, why, and the days that did not count."""

    day: date
    reason: str
    skipped: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Statutory holidays, and the days our own office is shut. Only the first layer moves a statutory clock."""

    statutory: Mapping[date, str]
    closures: Mapping[date, str] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """A weekday that is not a bank holiday."""
        return self._why_not(day) is None

    def office_open(self, day: date) -> bool:
        """Whether anyone is in: our own closures count here, and only here."""
        return self.is_working_day(day) and day not in self.closures

    def due(self, received: date, *, days: int, counting: Counting) -> Due:
        """When ``days`` working days are up. Raises ``YearNotKnown`` past the entered holidays."""
        if days < 1:
            raise ValueError("A clock counts at least one working day.")
        day = received if counting is Counting.DAY_OF_RECEIPT else received + timedelta(days=1)
        skipped: list[tuple[date, str]] = []
        counted = 0
        while True:
            if why := self._why_not(day):
                skipped.append((day, why))
            else:
                counted += 1
            if counted == days:
                return Due(day, _reason(received, days, counting, skipped), tuple(skipped))
            day += timedelta(days=1)

    def _why_not(self, day: date) -> str | None:
        if self.statutory and day.year not in {holiday.year for holiday in self.statutory}:
            raise YearNotKnown(f"No holidays are entered for {day.year}, so the working days cannot be counted.")
        if day.weekday() >= 5:
            return "weekend"
        return self.statutory.get(day)


@cache
def _holidays(subdivision: str) -> dict[int, dict[date, str]]:
    """Everything the table knows of one part, by year."""
    by_year: dict[int, dict[date, str]] = {}
    for row in csv.DictReader(TABLE.read_text().splitlines()):
        if subdivision in row["parts"].split():
            day = date.fromisoformat(row["day"])
            by_year.setdefault(day.year, {})[day] = row["name"]
    return by_year


def bank_holidays(years: Iterable[int], *, subdivision: str = "SCT") -> dict[date, str]:
    """Bank holidays by day for one part of the UK (SCT, ENG, WLS, NIR): the starting point of the editable list. A year that
    the table does not reach has none."""
    by_year = _holidays(subdivision)
    return {day: name for year in years for day, name in by_year.get(year, {}).items()}


def scottish_holidays(years: Iterable[int]) -> dict[date, str]:
    """Scotland's bank holidays, such as 2 January, St Andrew's Day and Monday 15 June 2026."""
    return bank_holidays(years, subdivision="SCT")


def _reason(received: date, days: int, counting: Counting, skipped: list[tuple[date, str]]) -> str:
    start = "from the day of receipt" if counting is Counting.DAY_OF_RECEIPT else "from the day after receipt"
    count = f"{days} working day{'' if days == 1 else 's'} {start}, {received.day} {received:%B %Y}"
    named = [f"{why} ({day.day} {day:%B})" for day, why in skipped if why != "weekend"]
    return f"{count}; not counting {', '.join(named)}." if named else f"{count}."
