"""What spreadsheets really save: other separators, other alphabets, their own way with days and times, and broken formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, time

LARGEST = 2_000_000  # bytes of a file
_ZIPPED = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_BRITISH = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})")
_SPELLED = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?P<name>[a-z]{3,9})[\s\-,]+(?P<year>\d{4}|\d{2})", re.I
)
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2}(?:\.0+)?)?)?\s*(?P<half>am|pm)?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BROKEN = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NULL|NUM|SPILL|CALC)[!?]?|#{3,}", re.IGNORECASE)


class Unreadable(Exception):
    """The file is not a sheet we can read; the message says what to do."""


def decode(content: bytes) -> str:
    """The text of a file, whichever way a spreadsheet wrote it."""
    if content.startswith((_ZIPPED, _OLD_EXCEL)):
        raise Unreadable("This is a spreadsheet, not a CSV file. In your spreadsheet choose Save as, then CSV, and send that.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what spreadsheets on Windows write


def lines(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Every line with its number as the spreadsheet counts, its cells, and what is wrong with the file there, if anything."""
    if "\x00" in text:
        raise Unreadable("This is not a text file. In your spreadsheet choose Save as, then CSV.")
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_separator(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield number, [], _said(problem)
            return
        yield number, [cell.strip() for cell in cells], ""


def _said(problem: csv.Error) -> str:
    if "limit" in str(problem) or "end of data" in str(problem):
        return "A quotation mark is opened here and never closed, so the rows from here on could not be read."
    return (
        "A quotation mark stands in the middle of a cell, so the rows from here on could not be read. Double it, or take it out."
    )


def _separator(text: str) -> str:
    """Comma, semicolon or tab: whichever the heading has most of."""
    heading = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(",;\t", key=heading.count)


def day(written: str) -> date:
    """A day as people and spreadsheets write it, the day before the month. ValueError says what is wrong."""
    plain = written.strip()
    found = _ISO.match(plain) or _BRITISH.fullmatch(plain) or _SPELLED.fullmatch(plain)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        raise ValueError(f"“{plain}” is a spreadsheet’s own number for a day. Format the column as a date, and save it again.")
    if not found:
        raise ValueError(f"“{plain}” is not a day we can read. Write it like 24/11/2026 or 2026-11-24.")
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _month(parts["name"])
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        raise ValueError(f"There is no day {plain}. The day comes before the month, like 24/11/2026.") from None


def _month(name: str) -> int:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def clock(written: str) -> time:
    """A time as people and spreadsheets write it: 10:00, 10:00:00, 10.30, 9am. ValueError says what is wrong."""
    found = _TIME.fullmatch(written.strip())
    hour = int(found["hour"]) if found else 99
    if found and found["half"]:
        hour = hour % 12 + (12 if found["half"].casefold() == "pm" else 0) if 1 <= hour <= 12 else 99
    elif found and not found["minute"]:
        hour = 99  # "10" alone could be anything
    try:
        return time(hour, int((found and found["minute"]) or 0))
    except ValueError:
        raise ValueError(f"“{written.strip()}” is not a time we can read. Write it like 10:00.") from None


def broken(cell: str) -> bool:
    """Whether a formula had failed in this cell before the file was saved."""
    return bool(_BROKEN.fullmatch(cell))
