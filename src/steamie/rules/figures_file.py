"""Figures by day out of a file, as people export them: any encoding, days written three ways, nothing guessed in silence.

A file of Google Analytics begins with lines of remarks; one of Meta is UTF-16 and parted by tabs. What cannot be read is said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO

LARGEST = 2 * 1024 * 1024  # bytes
MOST_LINES = 20_000
FORMULA = ("=", "+", "@", "\t")
DAY_FIRST, MONTH_FIRST = "day", "month"
WORDS = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d %b %y", "%a %d %b %Y")
NUMBERED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
NOTHING = {"", "-", "–", "n/a", "not set", "(not set)", "null"}


class UnreadableFile(Exception):
    """Nothing can be read from it, and why, in words for whoever sent it."""


@dataclass(frozen=True, slots=True)
class FileFigures:
    """What a file says: a value for each day, days without one, and every line that was left out with the reason."""

    values: dict[date, int | None]
    left_out: tuple[str, ...] = ()
    asks_order: bool = False  # 02/03 could be either, and nothing in the file tells
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    values: dict[date, int | None] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def read_figures(content: bytes, *, column: str = "", order: str = "") -> FileFigures:
    """The figures of one column; ``column``: part of its heading, else the first with numbers. Raises ``UnreadableFile``."""
    lines = _table(_text(content))
    place, heading, body = _body(lines, column)
    order = order or _order([line[0] for _, line in body])
    if not order:
        return FileFigures({}, asks_order=True, heading=heading)
    reading = _Reading()
    for number, line in body:
        _take(reading, number, line, place, order)
    if not reading.values:
        raise UnreadableFile("No line of it begins with a day and has a number beside it.")
    return FileFigures(reading.values, tuple(reading.left_out), heading=heading)


def _text(content: bytes) -> str:
    if not content.strip(b"\x00\r\n\t "):
        raise UnreadableFile("The file is empty.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadableFile("That is not a CSV file. Export it again as CSV.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content[1:2] == b"\x00" or content[:1] == b"\x00":
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _table(text: str) -> list[tuple[int, list[str]]]:
    """The lines with something in them, with their numbers; remarks and ``sep=`` are passed over."""
    rows = text.splitlines()
    delimiter = max("\t;,", key=lambda mark: sum(mark in row for row in rows))
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    table: list[tuple[int, list[str]]] = []
    try:
        for line in reader:
            cells = [cell.strip() for cell in line]
            if any(cells) and not cells[0].startswith(("#", "sep=")):
                table.append((reader.line_num, cells))
            if len(table) > MOST_LINES:
                raise UnreadableFile(f"It has more than {MOST_LINES:,} lines. Export fewer days.")
    except csv.Error:
        raise UnreadableFile("That is not a CSV file. Export it again as CSV.") from None
    return table


def _body(lines: Sequence[tuple[int, list[str]]], column: str) -> tuple[int, str, list[tuple[int, list[str]]]]:
    """Which column holds the figures, its heading, and the lines that begin with a day."""
    body = [(number, line) for number, line in lines if len(line) > 1 and _looks_like_a_day(line[0])]
    if not body:
        raise UnreadableFile("No line of it begins with a day. The first column must hold the days.")
    before = [line for number, line in lines if number < body[0][0] and len(line) > 1]
    headings = before[-1] if before else []
    wanted = [place for place, name in enumerate(headings) if column and place and column.casefold() in name.casefold()]
    if column and headings and not wanted and len(headings) > 2:
        raise UnreadableFile(f"No column is called “{column}”. It has: {', '.join(headings[1:])}.")
    place = wanted[0] if wanted else 1
    return place, headings[place] if place < len(headings) else "", body


def _looks_like_a_day(text: str) -> bool:
    return bool(NUMBERED.fullmatch(text)) or _plain_day(text) is not None


def _plain_day(text: str) -> date | None:
    """A day that can be read one way only: 2026-11-03, 20261103, 3 Nov 2026; with a time after it, too."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    with suppress(ValueError):
        return datetime.fromisoformat(text.replace("Z", "+00:00")).date()
    for pattern in WORDS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _order(texts: Sequence[str]) -> str:
    """Whether the day or the month comes first in days written in numbers; empty where nothing tells."""
    parts = [(int(found[1]), int(found[2])) for text in texts if (found := NUMBERED.fullmatch(text))]
    if not parts or any(one > 12 for one, _ in parts):
        return DAY_FIRST
    if any(other > 12 for _, other in parts):
        return MONTH_FIRST
    return ""


def _day(text: str, order: str) -> date | None:
    found = NUMBERED.fullmatch(text)
    if not found:
        return _plain_day(text)
    one, other, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (one, other) if order == DAY_FIRST else (other, one)
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _take(reading: _Reading, number: int, line: Sequence[str], place: int, order: str) -> None:
    day, cell = _day(line[0], order), line[place] if place < len(line) else ""
    if day is None:
        reading.left_out.append(f"Line {number}: “{line[0]}” is not a day.")
    elif cell.startswith(FORMULA):
        reading.left_out.append(f"Line {number}: it holds a formula, not a number.")
    elif day in reading.values and reading.values[day] != _number(cell):
        reading.left_out.append(f"Line {number}: {day:%-d %B %Y} is there twice, with two figures. The first was taken.")
    elif cell.casefold() in NOTHING or _number(cell) is not None:
        reading.values.setdefault(day, _number(cell))
    else:
        reading.left_out.append(f"Line {number}: “{cell[:40]}” is not a whole number.")


def _number(cell: str) -> int | None:
    digits = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)", "", cell)
    return int(digits) if re.fullmatch(r"\d{1,9}", digits, re.ASCII) else None
