"""A list as its page shows it: each row in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .shape import PAST, ListSection, Row, RowColumn, RowEntry, RowLayout


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: what it is, what else it says, and whether it is offered no longer."""

    number: int
    title: str
    facts: tuple[tuple[str, str], ...]
    is_past: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section with its rows."""

    section: ListSection
    rows: tuple[ShownRow, ...]

    @classmethod
    def of(cls, section: ListSection, data: Mapping[str, Any]) -> ShownSection:
        """The section as this data has it."""
        rows = enumerate(section.rows(data))
        return cls(section, tuple(_shown(section, number, row) for number, row in rows))


def _shown(section: ListSection, number: int, row: Row) -> ShownRow:
    facts = section.columns if section.layout is RowLayout.FACTS else section.columns[1:]
    listed = ((column, _in_words(column, row.get(column.name))) for column in facts if column.listed)
    said = tuple((column.label if column.entry is RowEntry.NUMBER else "", words) for column, words in listed if words)
    return ShownRow(number, shown_row(section, row), said, bool(row.get(PAST)))


def whole_rows(section: ListSection, data: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Every fact of each row in words, empty where nobody said it: what moves from one fact into the next is another row."""
    return [tuple(_in_words(column, row.get(column.name)) for column in section.columns) for row in section.rows(data)]


def in_a_line(row: tuple[str, ...]) -> str:
    """A whole row as one line, with a dash for each fact that is not there."""
    return " · ".join(words or "–" for words in row)


def shown_row(section: ListSection, row: Row) -> str:
    """What a row is called: its first fact; the section's own name where it is one row of facts."""
    if section.layout is RowLayout.FACTS:
        return section.label
    return str(row.get(section.columns[0].name) or "")


def _in_words(column: RowColumn, fact: Any) -> str:
    if fact is None or fact is False or fact == "" or fact == []:
        return ""
    if column.entry is RowEntry.TICK:
        return column.label
    if column.entry in (RowEntry.ONE_OF, RowEntry.SOME_OF):
        labels = dict(column.choices())
        return ", ".join(labels.get(code, code) for code in ([fact] if isinstance(fact, str) else fact))
    return str(fact)
