"""The lines of a sheet as it was read: what is merged is filled down, and marked as filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line. ``filled``: columns whose words come from a merged cell above; ``doubts``: letters in doubt, by column."""

    number: int  # as the spreadsheet counts, from 1
    cells: tuple[str, ...]
    filled: frozenset[int]
    doubts: Mapping[int, str]
    wrong: str = ""  # why nothing could be read from here on

    def cell(self, column: int) -> str:
        """The words of a column; empty where the line is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The filled lines of one table of a file, and how many more there were."""

    name: str
    lines: Sequence[SheetLine]
    beyond: int = 0
    quoted: frozenset[str] = frozenset()  # cells that an apostrophe marked as meant, though they look like formulas

    @property
    def width(self) -> int:
        """How many columns the widest line has."""
        return max((len(line.cells) for line in self.lines), default=0)

    def line(self, number: int) -> SheetLine | None:
        """The line with this number, if it holds anything."""
        return next((line for line in self.lines if line.number == number), None)


def tables(reading: Mapping[str, Any]) -> list[SheetTable]:
    """The tables in what ``files.sheets.read`` answered."""
    return [_table(table, reading["doubts"]) for table in reading["tables"]]


def _table(answer: Mapping[str, Any], doubts: Sequence[Sequence[Any]]) -> SheetTable:
    cells = {int(number): list(line) for number, line in answer["lines"].items()}
    filled = _fill_down(cells, answer["merged"])
    wrong = {int(number): reason for number, reason in answer["wrong"].items()}
    lines = [
        SheetLine(
            number,
            tuple(_plain(cell) for cell in line),
            frozenset(column for row, column in filled if row == number),
            {column: letter for row, column, letter in doubts if row == number},
            wrong.get(number, ""),
        )
        for number, line in sorted(cells.items())
    ]
    quoted = frozenset(_plain(cell) for line in cells.values() for cell in line if _plain(cell) != cell.strip())
    return SheetTable(answer["name"], lines, answer["beyond"], quoted)


def _fill_down(cells: dict[int, list[str]], merged: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Write a merged cell into every line it covers; answers with what was written where, by row and column."""
    written = set()
    for first, column, last, _ in merged:
        above = cells.get(first, [])
        words = above[column] if column < len(above) else ""
        for number in range(first + 1, last + 1) if words else ():
            line = cells.get(number)
            if line is None:
                continue
            line.extend([""] * (column + 1 - len(line)))
            if not line[column]:
                line[column] = words
                written.add((number, column))
    return written


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def _plain(cell: str) -> str:
    """The text of a cell. An apostrophe put there to stop a formula is taken off again; the text stays text."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
