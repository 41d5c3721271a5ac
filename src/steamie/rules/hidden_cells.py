"""Which cells of a table of answers are hidden, so that nobody can be picked out of a small group, nor worked out from totals.

A cell under ten is hidden, nought too: that nobody of a group said yes tells of each of them. So is a total under ten. Then as
many others are hidden as it takes that every row and column with a hidden cell has two, and that no hidden one has only one value
that fits the numbers that are shown. Whoever reads the table is taken to know its form and all that stands in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST_ANSWERS = 10  # what is smaller is hidden

Cell = tuple[int, int]  # row and column; the last of each is the total


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The numbers as they are shown, None where one is hidden. The last row and column are totals."""

    rows: tuple[tuple[int | None, ...], ...]
    small: frozenset[Cell]  # hidden because they are small; the others so that those cannot be worked out

    @property
    def all_hidden(self) -> bool:
        """Whether nothing is shown."""
        return all(cell is None for row in self.rows for cell in row)


def hide(cells: Sequence[Sequence[int]], *, hidden_columns: Iterable[int] = ()) -> ShownTable:
    """A table of groups by answers, with its totals, as it may be shown.

    ``hidden_columns``: answers whose total is hidden elsewhere. Other totals of answers stay: they are shown elsewhere too.
    """
    whole = with_totals(cells)
    last_row, last = len(whole) - 1, len(whole[0]) - 1
    if whole[last_row][last] < FEWEST_ANSWERS:
        return _drawn(whole, {(r, c) for r in range(last_row + 1) for c in range(last + 1)}, frozenset(_small(whole)))
    small = frozenset(cell for cell in _small(whole) if cell[0] < last_row)
    hidden = set(small) | {(last_row, column) for column in hidden_columns}
    while True:
        _pair_up(whole, hidden)
        left = [cell for cell in sorted(hidden) if cell[0] < last_row and is_worked_out(whole, hidden, cell)]
        if not left or not _hide_beside(whole, hidden, left[0]):
            return _drawn(whole, hidden, small)


def hide_line(numbers: Sequence[int]) -> tuple[int | None, ...]:
    """The answers of everybody, as they may be shown: none under ten, and never one alone. Their sum is known."""
    hidden = {place for place, number in enumerate(numbers) if number < FEWEST_ANSWERS}
    rest = sorted((number, place) for place, number in enumerate(numbers) if place not in hidden)
    while hidden and rest and (len(hidden) < 2 or not sum(numbers[place] for place in hidden)):
        hidden.add(rest.pop(0)[1])
    return tuple(None if place in hidden else number for place, number in enumerate(numbers))


def with_totals(cells: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with a total for each row and each column."""
    rows = [[*row, sum(row)] for row in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _small(whole: list[list[int]]) -> Iterable[Cell]:
    return ((r, c) for r, row in enumerate(whole) for c, number in enumerate(row) if number < FEWEST_ANSWERS)


def _drawn(whole: list[list[int]], hidden: set[Cell], small: frozenset[Cell]) -> ShownTable:
    rows = tuple(tuple(None if (r, c) in hidden else number for c, number in enumerate(row)) for r, row in enumerate(whole))
    return ShownTable(rows, small)


def _lines(whole: list[list[int]]) -> list[list[Cell]]:
    """Every row of a group and every column, whose numbers add up; the row of totals is told elsewhere and stays as it is."""
    rows, columns = len(whole), len(whole[0])
    across = [[(r, c) for c in range(columns)] for r in range(rows - 1)]
    return across + [[(r, c) for r in range(rows)] for c in range(columns)]


def _pair_up(whole: list[list[int]], hidden: set[Cell]) -> None:
    """Hide more until no line has a single hidden number, which would be its total less the others."""
    more = True
    while more:
        more = False
        for line in _lines(whole):
            alone = [cell for cell in line if cell in hidden]
            if len(alone) == 1:
                more = _hide_smallest(whole, hidden, line) or more


def _hide_smallest(whole: list[list[int]], hidden: set[Cell], line: list[Cell]) -> bool:
    """Hide the smallest of a line that may be hidden: answers of groups first, then a group's total."""
    last_row, last = len(whole) - 1, len(whole[0]) - 1
    free = [cell for cell in line if cell not in hidden and cell[0] < last_row]
    if not free:
        return False
    hidden.add(min(free, key=lambda cell: (cell[1] == last, whole[cell[0]][cell[1]], cell)))
    return True


def _hide_beside(whole: list[list[int]], hidden: set[Cell], cell: Cell) -> bool:
    """Hide another number in the same row or column, where there is one."""
    across, down = (_hide_smallest(whole, hidden, line) for line in _lines(whole) if cell in line)
    return across or down


def is_worked_out(whole: list[list[int]], hidden: set[Cell], cell: Cell) -> bool:
    """Whether only one value of a hidden cell fits what is shown.

    The numbers are a flow from each group to each answer, whose hidden parts may be rearranged. A part is free when it lies on a
    ring along which something can be moved: more on some hidden parts, less on others, and nothing under nought.
    """
    arcs = _arcs(whole, hidden)
    start, end, number = arcs.pop(cell)
    ways = [(a, b) for a, b, _ in arcs.values()] + [(b, a) for a, b, value in arcs.values() if value > 0]
    return not (_reaches(ways, end, start) or (number > 0 and _reaches(ways, start, end)))


def _arcs(whole: list[list[int]], hidden: Iterable[Cell]) -> dict[Cell, tuple[str, str, int]]:
    """Each hidden number as a part of the flow: from everybody to a group, on to an answer, and back to everybody."""
    last_row, last = len(whole) - 1, len(whole[0]) - 1
    arcs: dict[Cell, tuple[str, str, int]] = {}
    for r, c in hidden:
        start = "sink" if r == last_row and c == last else "all" if c == last else f"group {r}"
        if r == last_row and c < last:
            arcs[r, c] = (f"answer {c}", "sink", whole[r][c])
        elif r == last_row:
            arcs[r, c] = (start, "all", whole[r][c])
        else:
            arcs[r, c] = (start, f"group {r}" if c == last else f"answer {c}", whole[r][c])
    return arcs


def _reaches(ways: list[tuple[str, str]], start: str, end: str) -> bool:
    seen, queue = {start}, deque([start])
    while queue:
        here = queue.popleft()
        for a, b in ways:
            if a == here and b not in seen:
                seen.add(b)
                queue.append(b)
    return end in seen
