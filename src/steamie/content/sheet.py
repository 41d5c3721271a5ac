"""Planned posts as rows of a sheet: written so that no cell can start a formula, read with an error for each cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from defusedcsv import csv as defused
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from . import choices, moments
from .choices import Strategic
from .composition import Composition
from .models import Post
from .models.quarters import THIRDS

COLUMNS = [
    "day",
    "time",
    "which",
    "title",
    "third",
    "kind",
    "audience",
    "purpose",
    "words",
    "link",
    "credit",
    "place",
    "starts",
    "ends",
]
NEEDED = ["title", "third"]
MOST = 500  # rows
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


class Unreadable(Exception):
    """The file is not a sheet we can read; the message says what to do."""


@dataclass(slots=True)
class Row:
    """One line of the sheet: what it says, and what is wrong with it by column."""

    number: int  # as the spreadsheet counts: the heading is row 1
    cells: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    composition: Composition | None = None

    @property
    def third(self) -> str:
        """The third as the desk names it, or what was written."""
        return dict(THIRDS).get(self.cells["third"], self.cells["third"])


def write(posts: Iterable[Post]) -> str:
    """The sheet of these posts."""
    out = io.StringIO()
    rows = defused.writer(out)
    rows.writerow([*COLUMNS, "standing", "from"])
    for post in posts:
        due = timezone.localtime(post.due_at) if post.due_at else None
        words = next(iter(post.texts.all()), None)
        rows.writerow(
            [
                f"{due:%Y-%m-%d}" if due else (post.slot.day if post.slot else ""),
                f"{due:%H:%M}" if due else "",
                moments.which(post.due_wall),
                post.title,
                post.third,
                post.kind,
                post.audience,
                post.purpose,
                words.text if words else "",
                post.link,
                post.credit,
                post.event_place,
                moments.wall(post.event_starts),
                moments.wall(post.event_ends),
                post.standing,
                post.source,
            ]
        )
    return out.getvalue()


def read(text: str, channels: Sequence[int]) -> list[Row]:
    """Every row with its composition, or what is wrong with it. ``Unreadable`` when the sheet itself is."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
        reader.fieldnames = names
        rows = list(reader)
    except csv.Error as problem:
        raise Unreadable(f"The file cannot be read as CSV: {problem}.") from problem
    if missing := [name for name in NEEDED if name not in names]:
        raise Unreadable(f"The first row must name the columns. Missing: {', '.join(missing)}.")
    if len(rows) > MOST:
        raise Unreadable(f"The file has {len(rows)} rows; {MOST} is the most at once.")
    allowed = choices.strategic()
    return [
        _row(number, cells, channels, allowed) for number, cells in enumerate(rows, start=2) if any(filter(None, cells.values()))
    ]


def _row(number: int, cells: Mapping[str | None, str | None], channels: Sequence[int], allowed: Strategic) -> Row:
    row = Row(number, {name: _plain(cells.get(name)) for name in COLUMNS})
    if cells.get(None):
        row.errors["title"] = "This row has more cells than there are columns. Put quotation marks round text with commas."
    made = _composition(row, channels, allowed)
    row.composition = None if row.errors else made
    return row


def _composition(row: Row, channels: Sequence[int], allowed: Strategic) -> Composition:
    cells = row.cells
    due, wall = _due(row)
    if not cells["title"] or len(cells["title"]) > 120:
        row.errors["title"] = "Write a headline of 120 characters at most."
    if cells["link"]:
        _checked(row, "link", lambda: URLValidator(["http", "https"])(cells["link"]))
    for name, most in (("credit", 120), ("place", 200), ("link", 500)):
        if len(cells[name]) > most:
            row.errors[name] = f"{most} characters at most."
    return Composition(
        title=cells["title"],
        third=_one_of(row, "third", THIRDS, ""),
        kind=_one_of(row, "kind", Post.KINDS, "information"),
        audience=_one_of(row, "audience", allowed.audiences, allowed.audiences[0][0]),
        purpose=_one_of(row, "purpose", allowed.purposes, allowed.purposes[0][0]),
        link=cells["link"],
        credit=cells["credit"],
        event_place=cells["place"],
        event_starts=_moment(row, "starts"),
        event_ends=_moment(row, "ends"),
        due_at=due,
        due_wall=wall,
        texts=dict.fromkeys(channels, cells["words"]),
    )


def _due(row: Row) -> tuple[datetime | None, str]:
    day, time = row.cells["day"], row.cells["time"] or "10:00"
    if not day:
        return None, ""
    try:
        moment = moments.read(f"{day} {time}", row.cells["which"].casefold())
    except ValidationError as problem:
        asks = problem.code == "repeated"
        row.errors["time"] = f"{problem.message} Write first or second in the column “which”." if asks else problem.message
        return None, ""
    return moments.utc(moment), moment.written


def _moment(row: Row, name: str) -> datetime | None:
    if not row.cells[name]:
        return None
    moment = _checked(row, name, lambda: moments.read(row.cells[name], "first"))
    return moments.utc(moment) if moment else None


def _one_of(row: Row, name: str, known: Sequence[tuple[str, str]], usual: str) -> str:
    written = row.cells[name].casefold()
    found = next((code for code, label in known if written in (code.casefold(), label.casefold())), None)
    if found is None and (written or not usual):
        row.errors[name] = f"Write one of: {', '.join(label for _, label in known)}."
    return found or usual


def _checked(row: Row, name: str, act: object) -> object:
    try:
        return act()
    except ValidationError as problem:
        row.errors[name] = problem.message
        return None


def _plain(cell: str | None) -> str:
    """The text of a cell. An apostrophe put there to stop a formula is taken off again; the text stays text."""
    text = (cell or "").strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
