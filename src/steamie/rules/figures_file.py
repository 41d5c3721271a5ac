"""Figures by day out of a file, as people export them: any encoding, days written three ways, nothing guessed in silence.

A file of Google Analytics begins with lines of remarks; one of Meta is UTF-16 and parted by tabs. What cannot be read is said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO

from . import written_days

LARGEST = 2 * 1024 * 1024  # bytes
MOST_LINES = 20_000
FORMULA = ("=", "+", "@", "\t")
DAY_FIRST, MONTH_FIRST = "day", "month"
NUMBERED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ ,]+\d{1,2}:\d\d.*)?")
WITH_A_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")  # its zone is that of the figures: the day stays
NUMBERED_ON = re.compile(r"\d{4}")  # days counted from the first, as Google Analytics exports a report: 0000, 0001
FROM = re.compile(r"#\s*start date:\s*(\d{8})", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")  # thousands as the continent writes them
NOTHING = {"", "-", "–", "--", "n/a", "not set", "(not set)", "null"}
SAID_ONE_BY_ONE = 5  # lines next to each other that begin with no day


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
    no_days: list[tuple[int, str]] = field(default_factory=list)  # lines, and how they begin
    grouped: bool = False  # whether 1.234 is more than a thousand


def read_figures(content: bytes, *, column: str = "", order: str = "") -> FileFigures:
    """The figures of one column; ``column``: part of its heading, else the first with numbers. Raises ``UnreadableFile``."""
    text = _text(content)
    lines = _counted_from(text, _table(text))
    days = _place_of_days(lines)
    place, heading, body = _body(lines, column, days)
    order = order or _order([line[days] for _, line in body if len(line) > days])
    if not order:
        return FileFigures({}, asks_order=True, heading=heading)
    reading = _Reading(grouped=";" in text or "\t" in text)
    for number, line in body:
        _take(reading, number, [line[days] if days < len(line) else "", line[place] if place < len(line) else ""], order)
    if not reading.values:
        raise UnreadableFile("No line of it begins with a day and has a number beside it.")
    return FileFigures(reading.values, (*reading.left_out, *_together(reading.no_days)), heading=heading)


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
    delimiter = max("\t;,|", key=lambda mark: sum(mark in row for row in rows))
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


def _counted_from(text: str, lines: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The lines with their days, where the file counts them from a first one that stands in its remarks."""
    first = FROM.search(text)
    heading = next((place for place, (_, line) in enumerate(lines) if line[0].casefold() in ("nth day", "day")), None)
    if first is None or heading is None:
        return lines
    begins = written_days.day(first[1])
    counted = [
        (number, [(begins + timedelta(days=int(line[0]))).isoformat(), *line[1:]] if NUMBERED_ON.fullmatch(line[0]) else line)
        for number, line in lines[heading + 1 :]
    ]
    return [*lines[: heading + 1], *counted]


def _place_of_days(lines: Sequence[tuple[int, list[str]]]) -> int:
    """The column that holds the days: the first, unless another holds more."""
    days = [sum(place < len(line) and _looks_like_a_day(line[place]) for _, line in lines[:200]) for place in range(20)]
    return days.index(max(days))


def _body(lines: Sequence[tuple[int, list[str]]], column: str, days: int) -> tuple[int, str, Sequence[tuple[int, list[str]]]]:
    """Which column holds the figures, its heading, and the lines below it."""
    first = next((place for place, (_, line) in enumerate(lines) if len(line) > days + 1 and _looks_like_a_day(line[days])), None)
    if first is None:
        raise UnreadableFile("No line of it begins with a day. The first column must hold the days.")
    begins = next((place for place in range(first - 1, -1, -1) if len(lines[place][1]) > 1), -1)
    while begins >= 0 and _has_a_figure(lines[begins][1]) and begins > 0 and len(lines[begins - 1][1]) > 1:
        begins -= 1  # a line whose day cannot be read is no heading
    headings = lines[begins][1] if begins >= 0 else []
    wanted = [place for place, name in enumerate(headings) if column and place != days and column.casefold() in name.casefold()]
    if column and headings and not wanted and len(headings) > 2:
        raise UnreadableFile(f"No column is called “{column}”. It has: {', '.join(headings[1:])}.")
    place = wanted[0] if wanted else days + 1
    return place, headings[place] if place < len(headings) else "", lines[begins + 1 :]


def _has_a_figure(line: Sequence[str]) -> bool:
    return any(_number(cell) is not None for cell in line[1:])


def _looks_like_a_day(text: str) -> bool:
    return bool(NUMBERED.fullmatch(text)) or _plain_day(text) is not None


def _plain_day(text: str) -> date | None:
    """A day that can be read one way only: 2026-11-03, 20261103, 3 Nov 2026; with a time after it, too."""
    dated = WITH_A_TIME.fullmatch(text)
    plain = dated[1] if dated else text
    with suppress(ValueError):
        parts = written_days.parts(plain)
        return written_days.day(parts.day if parts else plain)
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


def _together(no_days: Sequence[tuple[int, str]]) -> list[str]:
    """What is said of the lines that begin with no day; of many, how many there are."""
    if len(no_days) <= SAID_ONE_BY_ONE:
        return [f"Line {number}: “{text[:40]}” is not a day." for number, text in no_days]
    first, last = no_days[0], no_days[-1]
    return [f"{len(no_days)} lines from {first[0]} to {last[0]} begin with no day, the first with “{first[1][:40]}”."]


def _take(reading: _Reading, number: int, line: Sequence[str], order: str) -> None:
    day, cell = _day(line[0], order), line[1]
    figure = _number(cell.replace(".", "") if reading.grouped and GROUPED.fullmatch(cell) else cell)
    if day is None:
        reading.no_days.append((number, line[0]))
    elif cell.startswith(FORMULA):
        reading.left_out.append(f"Line {number}: it holds a formula, not a number.")
    elif day in reading.values and reading.values[day] != figure:
        reading.left_out.append(f"Line {number}: {day:%-d %B %Y} is there twice, with two figures. The first was taken.")
    elif cell.casefold() in NOTHING or figure is not None:
        reading.values.setdefault(day, figure)
    else:
        reading.left_out.append(f"Line {number}: “{cell[:40]}” is not a whole number.")


def _number(cell: str) -> int | None:
    digits = re.sub(r"(?<=\d)[,\u00a0\u202f '’](?=\d{3}\b)", "", re.sub(r"(?<=\d)\.0+$", "", cell))
    return int(digits) if re.fullmatch(r"\d{1,9}", digits, re.ASCII) else None
