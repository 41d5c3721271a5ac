"""How a list is laid out: its sections, and what each row of a section says.

The file that a list comes in and the rows that a person changes hold the same facts. Here is the way from one to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = dict[str, Any]
CODE = "code"  # what rows elsewhere call this one; never shown, never changed
PAST = "past"  # true: it is offered no longer, and what was recorded under it keeps its name


class RowEntry(StrEnum):
    """How a person enters one fact of a row."""

    LINE = "line"
    WORDS = "words"
    NUMBER = "number"
    TICK = "tick"
    ONE_OF = "one of"
    SOME_OF = "some of"


def _no_choices() -> Iterable[tuple[str, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One fact that each row of a section says."""

    name: str
    label: str
    entry: RowEntry = RowEntry.LINE
    hint: str = ""
    needed: bool = True
    choices: Callable[[], Iterable[tuple[str, str]]] = _no_choices
    most: int = 300  # characters, or the highest number
    listed: bool = True  # stands beside the row on the page of the list, and not on its form alone


class RowLayout(StrEnum):
    """How a section's rows stand in the file."""

    FACTS = "facts"  # one row: single facts at the top of the file
    ROWS = "rows"  # tables in an order
    BY_CODE = "by code"  # a table of tables; the file's own top where the section has no name
    LABELS = "labels"  # a code with its label


@dataclass(frozen=True, slots=True)
class ListSection:
    """One part of a list. ``may_go``: a row can be taken out; otherwise others refer to it, and it is only offered no longer."""

    key: str
    label: str
    columns: tuple[RowColumn, ...]
    layout: RowLayout = RowLayout.ROWS
    may_go: bool = False
    hint: str = ""

    @property
    def grows(self) -> bool:
        """Whether a row can be added."""
        return self.layout is not RowLayout.FACTS

    @property
    def can_retire(self) -> bool:
        """Whether a row can be offered no longer."""
        return not self.may_go and self.layout in (RowLayout.ROWS, RowLayout.BY_CODE)

    @property
    def slug(self) -> str:
        """What the section is called in an address."""
        return self.key.replace("_", "-") or self.layout.value.replace(" ", "-")

    def rows(self, data: Mapping[str, Any]) -> list[Row]:
        """The rows as a person changes them, in their order."""
        if self.layout is RowLayout.FACTS:
            return [{column.name: data.get(column.name) for column in self.columns}]
        stored: Any = data.get(self.key, {}) if self.key else data
        if self.layout is RowLayout.ROWS:
            return [dict(row) for row in stored or ()]
        if self.layout is RowLayout.LABELS:
            return [{CODE: code, "label": label} for code, label in stored.items()]
        return [{CODE: code, **row} for code, row in stored.items() if isinstance(row, dict)]

    def with_rows(self, data: Mapping[str, Any], rows: list[Row]) -> dict[str, Any]:
        """The data with these rows in the place of the section's own."""
        if self.layout is RowLayout.FACTS:
            names = {column.name for column in self.columns}
            return {name: fact for name, fact in data.items() if name not in names} | rows[0]
        if not self.key:
            return self._as_stored(rows)
        return {**data, self.key: rows if self.layout is RowLayout.ROWS else self._as_stored(rows)}

    def _as_stored(self, rows: list[Row]) -> dict[str, Any]:
        if self.layout is RowLayout.LABELS:
            return {row[CODE]: row["label"] for row in rows}
        return {row[CODE]: {name: fact for name, fact in row.items() if name != CODE} for row in rows}
