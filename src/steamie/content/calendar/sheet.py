"""Planned posts as rows of a sheet: written so that no cell can start a formula, read with an error for each cell."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from defusedcsv import csv as defused
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import URLField
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts import choices
from steamie.content.posts.choices import Strategic
from steamie.content.posts.composition import USUAL_TIME, Composition, of_post
from steamie.content.posts.definition import Declaration, Kind, declarations
from steamie.content.posts.models import Post
from steamie.diary import moments
from steamie.rules import share_words
from steamie.rules.shares import Share

from . import channel_columns, spreadsheet
from .channel_columns import ChannelColumns
from .spreadsheet import Unreadable

_FIRST = ("due_at", "due_wall")  # a calendar begins with the day
COLUMNS = [
    column
    for name, declaration in sorted(declarations().items(), key=lambda one: one[0] not in _FIRST)
    for column in declaration.columns
]
EXTRA = ("standing", "from")  # columns of our own export that are read by nobody
_ALSO = {
    "third": "share",
    "date": "day",
    "headline": "title",
    "text": "words",
    "post": "words",
    "counts as": "share",
    "url": "link",
    "where": "place",
}
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}
_TAKEN = (*COLUMNS, *EXTRA, *_ALSO)
MOST = 500  # rows
LONGEST_WORDS = 63_206  # characters, as in the composer
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


@dataclass(slots=True)
class Row:
    """One line of the sheet: what it says, and what is wrong with it by column."""

    number: int  # as the spreadsheet counts: the heading is row 1
    cells: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    composition: Composition | None = None
    counts_as: str = ""  # its share as the desk names it, or what was written


def named(names: Iterable[str], shares: Sequence[Share]) -> list[str]:
    """Columns as a person reads them: the one for the share by what the strategy calls it, left out when it asks for none."""
    heading = "third" if share_words.noun(shares) == "third" else "share"
    return [heading if name == "share" else name for name in names if shares or name != "share"]


def write(posts: Iterable[Post]) -> str:
    """The sheet of these posts: what reading it again would make of them, less their pictures."""
    listed = list(posts)
    used = {text.channel_id: text.channel for post in listed for text in post.texts.all()}
    channels = used | {channel.pk: channel for channel in Channel.objects.active()}
    names = channel_columns.headings((channels[number] for number in sorted(channels)), taken=_TAKEN)
    return _written([_cells(post, names) for post in listed], [*COLUMNS, *names.values(), *EXTRA])


def _cells(post: Post, names: Mapping[int, str]) -> dict[str, object]:
    """One post as cells by column."""
    composition = of_post(post)
    cells: dict[str, object] = {"standing": post.standing, "from": post.source}
    for name, declaration in declarations().items():
        if declaration.columns and name not in _FIRST:
            cells |= _cell(declaration, getattr(composition, name), names)
    return cells | _when(post)


def _cell(declaration: Declaration, value: Any, names: Mapping[int, str]) -> dict[str, object]:
    if declaration.kind is Kind.TEXTS:
        return channel_columns.texts_as_cells(value, names)
    written = {Kind.MOMENT: moments.wall, Kind.FLAG: lambda flag: "yes" if flag else ""}.get(declaration.kind, str)
    return {declaration.columns[0]: written(value)}


def _when(post: Post) -> dict[str, object]:
    """When it is first to be seen; the day of its place while it has no time."""
    due = timezone.localtime(post.goes_at) if post.goes_at else None
    if due is None:
        return {"day": post.slot.day if post.slot else ""}
    which = moments.which(post.due_wall) if post.goes_at == post.due_at else ""
    return {"day": f"{due:%Y-%m-%d}", "time": f"{due:%H:%M}", "which": which}


def _written(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    sheet = defused.writer(out)
    shares = choices.strategic().shares
    read = [name for name in columns if shares or name != "share"]
    sheet.writerow(named(read, shares))
    sheet.writerows([row.get(name, "") for name in read] for row in rows)
    return out.getvalue()


def example(today: date) -> str:
    """An empty sheet with two rows that show how to fill it, the second with other words for the first channel."""
    names = list(channel_columns.headings(Channel.objects.active(), taken=_TAKEN).values())
    first, second = (f"{today + timedelta(days=number):%d/%m/%Y}" for number in (28, 30))
    words = {"words": "Write the post here."}
    counts_as = [share.label for share in choices.strategic().shares[:2]] or ["", ""]
    post = {"day": first, "time": "10:00", "title": "How we check your boiler", "share": counts_as[0], "kind": "information"}
    event = {"day": second, "time": "10:00", "title": "Lunch club at the hall", "share": counts_as[1], "kind": "event"}
    event |= {"credit": "Lunch club", "place": "The hall", "starts": f"{second} 12:00", "ends": f"{second} 14:00"}
    if names:
        event[names[0]] = f"Write here what goes to {names[0]} alone. Left empty, it takes the words for all."
    return _written([post | words, event | words], [*COLUMNS, *names])


@dataclass(slots=True)
class Sheet:
    """What a file held: its rows, columns we do not know, and how many rows were beyond the most."""

    rows: list[Row]
    strange: list[str] = field(default_factory=list)
    beyond: int = 0

    @property
    def good(self) -> list[Row]:
        """Rows that can become drafts."""
        return [row for row in self.rows if row.composition]


def read(text: str, channels: Sequence[int]) -> Sheet:
    """Every row with its composition, or what is wrong with it. ``Unreadable`` when the sheet itself is."""
    lines = spreadsheet.lines(text)
    columns = channel_columns.of_channels(channels, taken=_TAKEN)
    allowed = choices.strategic()
    names, strange = _heading(lines, columns, allowed.shares)
    found = Sheet([], strange)
    for number, cells, wrong in lines:
        if len(found.rows) == MOST:
            found.beyond += any(cells)
        elif wrong:
            found.rows.append(Row(number, dict.fromkeys(COLUMNS, ""), {"row": wrong}))
        elif any(cells):
            found.rows.append(_row(number, names, cells, columns, allowed))
    _refuse_repeats(found.rows)
    return found


def _heading(
    lines: Iterator[tuple[int, list[str], str]], columns: ChannelColumns, shares: Sequence[Share]
) -> tuple[list[str], list[str]]:
    """The columns in order, and those that are not ours. The share is needed as far as the strategy asks for shares."""
    written: list[str] = next((cells for _, cells, _ in lines if any(cells)), [])
    names = [_ALSO.get(name.casefold(), name.casefold()) for name in written]
    if missing := named([name for name in ("title", "share") if name not in names], shares):
        told = f" It names: {', '.join(filter(None, written))[:200]}." if any(written) else ""
        raise Unreadable(f"The first row must name the columns. Missing: {', '.join(missing)}.{told}")
    if twice := [name for name in (*COLUMNS, *columns.by_name) if names.count(name) > 1]:
        raise Unreadable(f"The first row names a column twice: {', '.join(twice)}. Leave one of them.")
    ours = {*COLUMNS, *EXTRA, *columns.by_name, ""} - (set() if shares else {"share"})
    return names, [name for name, plain in zip(written, names, strict=True) if plain not in ours]


def _row(number: int, names: Sequence[str], cells: Sequence[str], columns: ChannelColumns, allowed: Strategic) -> Row:
    by_name = dict(zip(names, cells, strict=False))
    row = Row(number, {name: _plain(by_name.get(name)) for name in (*COLUMNS, *columns.by_name)})
    if any(cells[len(names) :]):
        row.errors["row"] = "It has more cells than there are columns. Put quotation marks round text with commas."
    made = _composition(row, columns, allowed)
    row.counts_as = dict(allowed.counts_as()).get(made.share, row.cells["share"]) if allowed.shares else ""
    for name in row.cells:
        if (by_name.get(name) or "").startswith("="):
            row.errors[name] = "This is a formula. Write the words themselves, or put an apostrophe before it if it is meant."
        elif spreadsheet.broken(row.cells[name]):
            row.errors[name] = f"A formula had failed here: “{row.cells[name]}”. Write the words themselves."
    row.composition = None if row.errors else made
    return row


def _refuse_repeats(rows: Sequence[Row]) -> None:
    """The same headline on the same day is one post, whether it stands twice in the file or is in the calendar already."""
    days = {timezone.localdate(row.composition.due_at) for row in rows if row.composition and row.composition.due_at}
    there = Post.objects.live().filter(due_at__date__in=days).values_list("title", "due_at")
    seen = {(title.casefold(), timezone.localdate(due)): "is in the calendar already" for title, due in there}
    for row in rows:
        if made := row.composition:
            key = (made.title.casefold(), timezone.localdate(made.due_at) if made.due_at else None)
            if key in seen:
                row.errors["title"] = f"The same headline on the same day {seen[key]}."
                row.composition = None
            else:
                seen[key] = f"stands in row {row.number}"


def _composition(row: Row, columns: ChannelColumns, allowed: Strategic) -> Composition:
    """What a row says, by the declaration of each field; what is wrong with it is written beside the column."""
    due, wall = _due(row)
    if not row.cells["title"]:
        row.errors["title"] = "Write a headline of 120 characters at most."
    for name in ("words", *columns.by_name):
        _fits(row, name, LONGEST_WORDS)
    values: dict[str, Any] = {"due_at": due, "due_wall": wall, "texts": columns.texts(row.cells)}
    for name, declaration in declarations().items():
        if declaration.columns and name not in values:
            values[name] = _read(row, name, declaration, allowed)
    return Composition(**values)


def _read(row: Row, name: str, declaration: Declaration, allowed: Strategic) -> Any:
    """The value of a field that stands in a column of its own."""
    (column,) = declaration.columns
    match declaration.kind:
        case Kind.CHOICE if name == "share" and not allowed.shares:
            return ""
        case Kind.CHOICE:
            known = {
                "share": allowed.counts_as(),
                "kind": Post.KINDS,
                "audience": allowed.audiences,
                "purpose": allowed.purposes,
            }[name]
            return _one_of(row, column, known, "" if declaration.default is MISSING else known[0][0])
        case Kind.MOMENT:
            return _moment(row, column)
        case Kind.FLAG:
            return _yes(row, column)
        case _:
            return _line(row, name, column)


def _line(row: Row, name: str, column: str) -> str:
    field = Post._meta.get_field(name)
    _fits(row, column, field.max_length)
    if row.cells[column] and isinstance(field, URLField):
        _checked(row, column, lambda: URLValidator(["http", "https"])(row.cells[column]))
    return row.cells[column]


def _fits(row: Row, column: str, most: int) -> None:
    if len(row.cells[column]) > most:
        row.errors[column] = f"{most:,} characters at most."


def _yes(row: Row, column: str) -> bool:
    written = row.cells[column].casefold()
    if written not in _YES | _NO:
        row.errors[column] = "Write yes, or leave it empty."
    return written in _YES


def _due(row: Row) -> tuple[datetime | None, str]:
    """When it goes out, and how that was written; nothing without a day."""
    if not row.cells["day"]:
        return None, ""
    given = _part(row, "day", spreadsheet.day), _part(row, "time", spreadsheet.clock, USUAL_TIME)
    if None in given:
        return None, ""
    try:
        moment = moments.read(f"{given[0]} {given[1]:%H:%M}", row.cells["which"].casefold())
    except ValidationError as problem:
        asks = problem.code == "repeated"
        row.errors["time"] = f"{problem.message} Write first or second in the column “which”." if asks else problem.message
        return None, ""
    return moments.utc(moment), moment.written


def _part(row: Row, name: str, read: Callable[[str], Any], usual: Any = None) -> Any:
    if not row.cells[name] and usual is not None:
        return usual
    try:
        return read(row.cells[name])
    except ValueError as problem:
        row.errors[name] = str(problem)
        return None


def _moment(row: Row, name: str) -> datetime | None:
    """A day and a time in one cell."""
    if not row.cells[name]:
        return None
    written, _, hour = row.cells[name].replace("T", " ").rpartition(" ")
    try:
        wall = f"{spreadsheet.day(written)} {spreadsheet.clock(hour):%H:%M}"
    except ValueError:
        row.errors[name] = f"“{row.cells[name]}” is not a day and time we can read. Write it like 24/11/2026 10:00."
        return None
    moment = _checked(row, name, lambda: moments.read(wall, "first"))
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
