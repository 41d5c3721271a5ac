"""What can be done to the rows of a section, as functions from the rows before to the rows after."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import slugify

from .shape import CODE, PAST, ListSection, Row, RowLayout

Change = Callable[[list[Row]], list[Row]]


def added(section: ListSection, row: Row) -> Change:
    """With one row more, at the end, under a code of its own where rows of the section have one."""
    return lambda rows: [*rows, _without_empty(_with_code(section, rows, row))]


def replaced(number: int, row: Row) -> Change:
    """With other facts in the row of this number, from 0; those that are not named stay."""
    return lambda rows: [_without_empty({**each, **row}) if place == number else each for place, each in enumerate(rows)]


def taken_out(section: ListSection, number: int) -> Change:
    """Without the row; where others may refer to it, with the row offered no longer."""
    if section.may_go:
        return lambda rows: rows[:number] + rows[number + 1 :]
    return replaced(number, {PAST: True})


def offered_again(number: int) -> Change:
    """With the row offered again."""
    return replaced(number, {PAST: None})


def moved_up(number: int) -> Change:
    """With the row before the one above it; the first stays where it is."""
    if not number:
        return lambda rows: rows
    return lambda rows: [*rows[: number - 1], rows[number], rows[number - 1], *rows[number + 1 :]]


def _without_empty(row: Row) -> Row:
    """The row without what was left empty, so that it reads as if nobody had said it."""
    return {name: fact for name, fact in row.items() if fact is not None}


def _with_code(section: ListSection, rows: list[Row], row: Row) -> Row:
    if section.may_go and section.layout is RowLayout.ROWS:
        return row
    taken = {one.get(CODE) for one in rows}
    stem = slugify(row[section.columns[0].name])[:30].strip("-") or "own"
    code = next(word for word in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if word not in taken)
    return {CODE: code, **row}
