"""A table of somebody's sheet as planned posts, with everything that is asked about it and everything that is not used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.rules import day_columns, written_days
from steamie.rules.typed_numbers import whole_number

from . import headings, months, naming
from .answers import Answers
from .days import Days
from .draft_rows import DraftRow, RowQuestion, RowState
from .headings import LEAVE, PLATFORM, TICKS_FOR, WHEN, OurTerms
from .joining import SheetEntry, join
from .naming import EVERYWHERE
from .rows import RowReader
from .table import SheetLine, SheetTable

MOST = 500  # rows
_BROKEN = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NULL|NUM|SPILL|CALC)[!?]?|#{3,}", re.IGNORECASE)


@dataclass(slots=True)
class Unread:
    """A filled cell that is not used: where it stands, and what it holds."""

    row: int
    column: str
    content: str


@dataclass
class SheetReading:
    """A table read with the answers there are.

    ``remembered``: how these headings were matched the last time. ``brought``: the posts made of rows already, by row.
    """

    table: SheetTable
    answers: Answers
    terms: OurTerms
    today: date
    remembered: Mapping[str, str] = field(default_factory=dict)
    brought: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def heading(self) -> SheetLine | None:
        """The line that names the columns; None where a person says that none does."""
        if self.answers.heading is not None:
            return self.table.line(self.answers.heading)
        return headings.heading_line(self.table, self.terms)

    @cached_property
    def names(self) -> list[str]:
        """What the sheet calls each of its columns."""
        cells = self.heading.cells if self.heading else ()
        return [(cells[place] if place < len(cells) else "") for place in range(self.table.width)]

    @cached_property
    def _below(self) -> list[SheetLine]:
        first = self.heading.number if self.heading else 0
        return [line for line in self.table.lines if line.number > first and not months.is_part(line)]

    @property
    def lines(self) -> list[SheetLine]:
        """The lines of posts, as many as are read."""
        return self._below[:MOST]

    @property
    def beyond(self) -> int:
        """How many further lines are not read."""
        return max(len(self._below) - MOST, 0) + self.table.beyond

    @cached_property
    def columns(self) -> dict[int, str]:
        """The column of ours that each of theirs is: as answered, as the last time, or as it seems."""
        matched = self.answers.columns or self.remembered
        if matched:
            return {place: matched.get(str(place), LEAVE) for place in range(self.table.width)}
        return headings.guess(self.names, self.lines, self.terms)

    @property
    def is_ours(self) -> bool:
        """Whether every column has a name of our own sheet, once, so that nothing has to be matched."""
        placed = [headings.own(name, self.terms) for name in self.names if name]
        read = [target for target in placed if target]
        return None not in placed and "title" in read and len(read) == len(set(read))

    @property
    def reads_posts(self) -> bool:
        """Whether a headline or words are read at all."""
        return headings.needed(self.columns.values())

    # The days of the column

    def _day_text(self, line: SheetLine) -> tuple[str, str]:
        """The day of a line, and the time where one stands with it."""
        place = self._place("day")
        text = months.with_month(_settled(line.cell(place)), self._months[line.number]) if place is not None else ""
        if not text and (both := self._place(WHEN)) is not None:
            text = _settled(line.cell(both))
        parts = written_days.parts(text)
        return (parts.day, parts.clock) if parts else (text, "")

    def _place(self, target: str) -> int | None:
        return next((place for place, one in self.columns.items() if one == target), None)

    @cached_property
    def _months(self) -> Mapping[int, str]:
        column = next((place for place, name in enumerate(self.names) if headings.plain(name) == "month"), None)
        return months.by_line(self.table, self.heading.number if self.heading else 0, column)

    @cached_property
    def undated_below_a_day(self) -> list[int]:
        """Rows without a day of their own that stand below a row with one."""
        days = [(line.number, self._day_text(line)[0]) for line in self.lines]
        first = next((place for place, (_, text) in enumerate(days) if text), len(days))
        return [number for number, text in days[first:] if not text]

    @property
    def fills_down(self) -> bool:
        """Whether a row without a day takes the one above: our own sheet means no day by an empty cell, others the same day."""
        return (self.answers.fill or ("none" if self.is_ours else "above")) == "above"

    @cached_property
    def days(self) -> Days:
        """How the days of the sheet are read."""
        texts = {entry.number: entry.cells["day"] for entry in self.entries if entry.cells.get("day")}
        column = day_columns.understand(list(texts.items()), today=self.today)
        return Days(column, texts, self.answers.order, self.today)

    # Channels

    @cached_property
    def platform_names(self) -> list[str]:
        """Every name in the column of platforms that no channel of ours has, once."""
        place = self._place(PLATFORM)
        if place is None:
            return []
        names = {name.casefold(): name for line in self.lines for name in self._platforms(line.cell(place))}
        return [name for plain, name in names.items() if plain not in EVERYWHERE and not self.terms.called(name)]

    def _platforms(self, cell: str) -> list[str]:
        if not cell or self.terms.called(cell):
            return [cell] if cell else []
        return [part.strip() for part in re.split(r"[,;/&+|\n]|\band\b", cell) if part.strip()]

    @cached_property
    def _names_ours(self) -> bool:
        place = self._place(PLATFORM)
        cells = [line.cell(place) for line in self.lines] if place is not None else []
        return any(self.terms.called(name) for cell in cells for name in self._platforms(cell))

    def platform_answer(self, name: str) -> str:
        """What is done with rows for a platform that is none of ours: as answered; else left, if others are for ours."""
        leave = self._names_ours or naming.is_elsewhere(name)
        return self.answers.platforms.get(name.casefold()) or ("leave" if leave else "all")

    def _channels(self, cell: str) -> list[int]:
        every = [channel.pk for channel in self.terms.channels]
        if not cell:
            return every
        numbers: list[int] = []
        for name in self._platforms(cell):
            answer = self.platform_answer(name)
            if name.casefold() in EVERYWHERE:
                numbers += every
            elif called := self.terms.called(name):
                numbers += called
            elif answer != "leave":
                numbers += every if answer == "all" else [number] if (number := whole_number(answer)) in every else []
        return list(dict.fromkeys(numbers))

    # Rows

    @cached_property
    def entries(self) -> list[SheetEntry]:
        """Each line by columns of ours, with days filled down and what was typed for a row since."""
        entries, above = [], ""
        for line in self.lines:
            entry = self._entry(line, above)
            above = entry.cells.get("day", "") or above
            entries.append(entry)
        return entries

    def _entry(self, line: SheetLine, above: str) -> SheetEntry:
        cells = {target: line.cell(place) for place, target in self.columns.items() if target not in (LEAVE, WHEN)}
        entry = SheetEntry(line.number, cells, [], wrong=line.wrong)
        for column in [column for column, cell in cells.items() if column not in _OPEN and cell and not _settled(cell)]:
            entry.unused.append((column, cells.pop(column)))
        cells["day"], clock = self._day_text(line)
        self._note_day(entry, line)
        if clock and not cells.get("time"):
            cells["time"] = clock
        elif clock:
            entry.unused.append(("the time in the day", clock))
        if not cells["day"] and above and self.fills_down:
            cells["day"] = above
            entry.notes.append(f"The day, {above}, is that of the row above.")
        for place in sorted(line.filled):
            if self.columns.get(place):
                entry.notes.append(f"“{line.cell(place)}” is filled in from the merged cell above.")
        typed = self.answers.of_row(line.number)
        cells |= {column: typed[column] for column in typed if column in cells or column in _TYPED}
        entry.channels = self._ticked(line, self._channels(cells.get(PLATFORM, "")))
        if cells["day"] and not cells.get("time") and self._place(WHEN) is not None and self._place("time") is None:
            words = f"“{cells['day']}” shows no time beside the day. At what time?"
            entry.questions.append(RowQuestion("time", words, [("00:00", "At midnight"), ("10:00", "At 10:00, as usual")]))
        self._ask_zone(entry, line, typed)
        self._leave_or_doubt(entry, line, typed)
        return entry

    def _ask_zone(self, entry: SheetEntry, line: SheetLine, typed: Mapping[str, str]) -> None:
        """A time that a column says is another country's is asked about."""
        place = next((place for place, name in enumerate(self.names) if headings.plain(name) in _ZONE_NAMES), None)
        zone = line.cell(place) if place is not None else ""
        if zone and entry.cells.get("time") and zone.casefold() not in _OUR_ZONE:
            words = f"The sheet says that {entry.cells['time']} is a time in “{zone}”. Write ours, or say that it is ours."
            entry.questions.append(RowQuestion("zone", words, [("yes", "Yes, it is our own time")], typed.get("zone", "")))

    def _note_day(self, entry: SheetEntry, line: SheetLine) -> None:
        """Say which month a day was read in, and list what says that the day is not settled yet."""
        place = self._place("day")
        written = line.cell(place) if place is not None else ""
        if written and not _settled(written):
            entry.unused.append(("day", written))
        elif months.with_month(written, self._months[line.number]) != written:
            entry.notes.append(f"“{written}” stands under {self._months[line.number]}.")

    def _ticked(self, line: SheetLine, channels: Sequence[int]) -> Sequence[int]:
        """Of these channels those that are ticked; all of them where the sheet has no ticks."""
        ticks = {place: target for place, target in self.columns.items() if target.startswith(TICKS_FOR)}
        if not ticks:
            return channels
        chosen = {int(target.removeprefix(TICKS_FOR)) for place, target in ticks.items() if naming.is_ticked(line.cell(place))}
        return [number for number in channels if number in chosen]

    def _leave_or_doubt(self, entry: SheetEntry, line: SheetLine, typed: Mapping[str, str]) -> None:
        platform = entry.cells.get(PLATFORM, "")
        if typed.get("leave"):
            entry.left = "You left it out."
        elif platform and not entry.channels:
            entry.left = f"It is for {platform}, which is not one of our channels."
        elif not entry.channels and any(target.startswith(TICKS_FOR) for target in self.columns.values()):
            entry.left = "None of our channels is ticked."
        elif platform:
            strangers = [name for name in self._platforms(platform) if name in self.platform_names]
            entry.unused += [("channel", name) for name in strangers if self.platform_answer(name) == "leave"]
        for place, letters in line.doubts.items():
            where = self.names[place] if place < len(self.names) and self.names[place] else f"column {place + 1}"
            words = f"The letter “{letters}” in “{where}” is in doubt: “{line.cell(place)[:200]}”. Is it right?"
            entry.questions.append(RowQuestion("doubt", words, [("yes", "Yes, it is right")], typed.get("doubt", "")))

    @cached_property
    def rows(self) -> list[DraftRow]:
        """Every post of the sheet, in its order."""
        rows = join(self.entries, self.terms, self.answers.of_row)
        for row in rows:
            if row.number in self.brought:
                row.left = "It is a draft already."
        reader = RowReader(self.terms, self.answers, self.days)
        for row in rows:
            if row.errors or row.left:
                continue
            reader.read(row)
            self._refuse_formulas(row)
            _note_unused(row)
        _refuse_repeats([row for row in rows if not (row.errors or row.left)])
        return rows

    def _refuse_formulas(self, row: DraftRow) -> None:
        for column, cell in row.cells.items():
            if cell.startswith("=") and cell not in self.table.quoted:
                row.errors[column] = (
                    "This is a formula. Write the words themselves, or put an apostrophe before it if it is meant."
                )
            elif _BROKEN.fullmatch(cell):
                row.errors[column] = f"A formula had failed here: “{cell}”. Write the words themselves."

    def of_state(self, state: RowState) -> list[DraftRow]:
        """The rows that are so far."""
        return [row for row in self.rows if row.state == state]

    @property
    def ready(self) -> list[DraftRow]:
        """The rows that can become drafts."""
        return self.of_state(RowState.READY)

    @property
    def counts(self) -> Counter[str]:
        """What the ready rows count as."""
        return Counter(row.composition.share for row in self.ready if row.composition)

    # Nothing is dropped in silence

    @cached_property
    def unread(self) -> list[Unread]:
        """Every filled cell that goes into no post, with its content: title lines, columns not read, cells beyond the heading."""
        first = self.heading.number if self.heading else 0
        apart_lines = [line for line in self.table.lines if line.number < first or months.is_part(line)]
        above = [Unread(line.number, "", cell) for line in apart_lines for cell in line.cells if cell]
        left = [
            Unread(line.number, self.names[place] or f"column {place + 1}", cell)
            for line in self.lines
            for place, cell in enumerate(line.cells)
            if cell and not self.columns.get(place)
        ]
        apart = [Unread(row.number, name, content) for row in self.rows for name, content in row.unused]
        return above + left + apart

    # What is asked about the sheet as a whole

    @property
    def asks_order(self) -> bool:
        """Whether a person must say if days put the day or the month first."""
        return self.days.column.order is None and bool(self.days.column.either)

    @property
    def asks_share(self) -> bool:
        """Whether the strategy asks for shares and no column says them."""
        return bool(self.terms.allowed.shares) and "share" not in self.columns.values()

    @property
    def asks_fill(self) -> bool:
        """Whether rows without a day stand below rows with one, and nobody has said what is meant."""
        return bool(self.undated_below_a_day) and not self.is_ours

    @property
    def asks_anything(self) -> bool:
        """Whether the page of the columns comes first."""
        if self.answers.seen:
            return False
        return not self.is_ours or self.asks_order or self.asks_share or bool(self.platform_names)


_OPEN = ("title", "words")  # where "TBC" may be what is to be published
_NOT_YET = frozenset({"tbc", "tba", "tbd", "n/a", "na", "none yet", "not yet", "?", "??", "???", "-", "–", "—"})


def _settled(cell: str) -> str:
    """A cell, or nothing where it only says that nobody knows yet."""
    return "" if cell.strip().casefold().rstrip(".") in _NOT_YET else cell


_ZONE_NAMES = ("timezone", "time zone", "tz")
_OUR_ZONE = frozenset({"europe/london", "london", "uk", "gmt", "bst", "gmt/bst", "europe/belfast", "gb", "(gmt+00:00) london"})
_TYPED = ("day", "time", "title")  # may be typed for a row though the sheet has no such column


def _note_unused(row: DraftRow) -> None:
    """What a cell says that the post does not take."""
    if row.cells.get("which") and not (row.composition and ", " in row.composition.due_wall):
        row.unused.append(("which", row.cells["which"]))


def _refuse_repeats(rows: Sequence[DraftRow]) -> None:
    """The same headline on the same day is one post, whether it stands twice in the file or is in the calendar already."""
    days = {timezone.localdate(row.composition.due_at) for row in rows if row.composition and row.composition.due_at}
    there = Post.objects.live().filter(due_at__date__in=days).values_list("title", "due_at")
    taken: dict[tuple[str, date | None], str] = {
        (title.casefold(), timezone.localdate(due)): "is in the calendar already" for title, due in there if due
    }
    for row in rows:
        if row.composition is None or row.errors:
            continue
        due = row.composition.due_at
        key = (row.composition.title.casefold(), timezone.localdate(due) if due else None)
        if key in taken:
            row.errors["title"] = f"The same headline on the same day {taken[key]}."
        else:
            taken[key] = f"stands in row {row.number}"
