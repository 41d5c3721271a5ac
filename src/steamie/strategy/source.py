"""Reading a strategy file as tables and fields, keeping every problem with its line.

Python's TOML reader gives values but no lines, so the lines are found here by scanning for headers and keys.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from .document import Malformed, StrategyProblem

LONGEST = 500_000  # characters; F.08 has 30,000
MOST = 200  # problems told at once
_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
_DEEP = re.compile(
    r"""(?<!["'\w-])(?:["'\w-]{1,40}\s{0,3}\.\s{0,3}){30}"""
)  # Python reads such a name in the square of its parts
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")

Path = tuple[str | int, ...]


def load(source: str) -> dict[str, Any]:
    """The file as plain values; raises ``Malformed`` when it is not TOML at all."""
    if len(source) > LONGEST:
        raise Malformed([StrategyProblem(1, "file", f"is longer than {LONGEST:,} characters, too long for a strategy.")])
    if deep := _DEEP.search(source):
        line = source.count("\n", 0, deep.start()) + 1
        raise Malformed([StrategyProblem(line, "file", "has a name of more than thirty parts.")])
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as why:
        match = _AT_LINE.search(str(why))
        line = int(match[1]) if match else source.count("\n") + 1
        written = source.splitlines()[line - 1] if line <= len(source.splitlines()) else ""
        key = _KEY.match(written)
        message = f"cannot be read: {_AT_LINE.sub('', str(why)).strip()}."
        raise Malformed([StrategyProblem(line, key[1] if key else "file", message)]) from why
    except RecursionError:
        raise Malformed([StrategyProblem(1, "file", "nests lists or tables too deeply for a strategy.")]) from None
    except ValueError as why:  # a figure Python will not read
        raise Malformed([StrategyProblem(1, "file", "holds a number far too long to be meant.")]) from why


def lines(source: str) -> dict[Path, int]:
    """The line of every table and key, by its path: ``("clauses", 3, "text")``."""
    numbers: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    quoted = False
    for number, line in enumerate(source.splitlines(), start=1):
        if not quoted and (header := _HEADER.match(line)):
            here = _place(header[2].split("."), header[1] == "[[", counts)
            numbers[here] = number
        elif not quoted and (key := _KEY.match(line)):
            numbers[(*here, key[1])] = number
        quoted ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return numbers


def _place(names: list[str], listed: bool, counts: dict[Path, int]) -> Path:
    here: Path = ()
    for position, name in enumerate(names):
        here = (*here, name)
        if position == len(names) - 1 and listed:
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


class ProblemReport:
    """Collects problems, each with the nearest line that can be named."""

    def __init__(self, source: str) -> None:
        self.problems: list[StrategyProblem] = []
        self._lines = lines(source)

    def add(self, path: Path, message: str) -> None:
        """One problem, at the field or, when that is absent, at the table around it. After many, only that there are more."""
        if len(self.problems) >= MOST:
            if len(self.problems) == MOST:
                self.problems.append(StrategyProblem(1, "file", f"has more than {MOST} problems. Put these right first."))
            return
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        self.problems.append(StrategyProblem(self._line(path), field, message))

    def _line(self, path: Path) -> int:
        while path:
            if path in self._lines:
                return self._lines[path]
            if isinstance(path[-1], str) and (*path, 0) in self._lines:
                return self._lines[(*path, 0)]
            path = path[:-1]
        return 1


class CheckedTable:
    """One table of the file. Every field asked for is checked; every field not asked for is a problem."""

    def __init__(self, values: Any, path: Path, report: ProblemReport) -> None:
        self.path, self.report = path, report
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}
        self.asked: set[str] = set()
        if not isinstance(values, dict):
            self.wrong(None, "is missing; it should be a table." if values is None else "should be a table.")

    def wrong(self, key: str | None, message: str) -> None:
        """Report a problem with one field, or with the table itself."""
        self.report.add((*self.path, key) if key else self.path, message)

    def text(self, key: str, *, needed: bool = True) -> str:
        """A text; absent or empty is a problem when it is needed."""
        value = self._get(key, str, "a text in quotation marks", needed)
        if needed and key in self.values and isinstance(value, str) and not value.strip():
            self.wrong(key, "is empty.")
        return value or ""

    def number(self, key: str, *, needed: bool = True) -> int | None:
        """A whole number, one or more; None when it is absent."""
        value: int | None = self._get(key, int, "a whole number", needed)
        if value is not None and value < 1:
            self.wrong(key, "should be 1 or more.")
        return value

    def flag(self, key: str) -> bool:
        """True or false; absent is false."""
        return bool(self._get(key, bool, "true or false", False))

    def day(self, key: str) -> date | None:
        """A date, written 2021-09-30 without quotation marks; None when it is absent."""
        value: date | None = self._get(key, date, "a date such as 2021-09-30, without quotation marks", False)
        return value

    def month(self, key: str) -> date | None:
        """The last day of a month written "2024-09", None when it is absent: a paper may name the month only."""
        written = self.text(key, needed=False)
        match = _MONTH.match(written)
        if match and 1 <= int(match[2]) <= 12 and int(match[1]) >= 1900:
            year, month = int(match[1]), int(match[2])
            return date(year, month, monthrange(year, month)[1])
        if written:
            self.wrong(key, f'“{written}” should be a month such as "2024-09".')
        return None

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts, at least one when it is needed."""
        value = self._get(key, list, "a list of texts", needed)
        if value is None:
            return ()
        if not all(isinstance(item, str) and item for item in value) or (needed and not value):
            self.wrong(key, "should be a list of texts, none of them empty.")
            return ()
        return tuple(value)

    def table(self, key: str, *, needed: bool = True) -> CheckedTable:
        """A table inside this one; one that is not needed may be absent, and is then empty."""
        self.asked.add(key)
        return CheckedTable(self.values.get(key, None if needed else {}), (*self.path, key), self.report)

    def tables(self, key: str, *, needed: bool = True) -> list[CheckedTable]:
        """A list of tables."""
        value = self._get(key, list, f"a list of tables, [[{key}]]", needed)
        return [CheckedTable(item, (*self.path, key, index), self.report) for index, item in enumerate(value or [])]

    def close(self) -> None:
        """Whatever nobody asked for is a mistake: a misspelt name must not be lost in silence."""
        for key in self.values.keys() - self.asked:
            self.wrong(key, "is not a field this file can have here. Is it misspelt?")

    def _get(self, key: str, kind: type, called: str, needed: bool) -> Any:
        self.asked.add(key)
        if key not in self.values:
            if needed and self.values:
                self.wrong(key, f"is missing; it should be {called}.")
            return None
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or isinstance(value, datetime):
            self.wrong(key, f"should be {called}.")
            return None
        return value


def close(tables: Iterable[CheckedTable]) -> None:
    """Close several tables."""
    for table in tables:
        table.close()
