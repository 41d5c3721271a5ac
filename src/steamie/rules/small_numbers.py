"""Small numbers in a table are hidden, so that nobody can be picked out, and so that none can be worked out from the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5  # what is smaller is hidden
AT_LEAST = 2  # hidden in a column, if any is: one alone is the total less the others


@dataclass(frozen=True, slots=True)
class Column:
    """The numbers of a column as they are shown, None where one is hidden; and the total, None where it would give them away."""

    cells: tuple[int | None, ...]
    total: int | None


def shown(numbers: Sequence[int]) -> Column:
    """Hide what is under five, then as many of the next smallest as it takes that no hidden one follows from the total."""
    hidden = {place for place, number in enumerate(numbers) if number < FEWEST}
    if not hidden:
        return Column(tuple(numbers), sum(numbers))
    others = sorted((place for place in range(len(numbers)) if place not in hidden), key=lambda place: (numbers[place], place))
    while others and _follows([numbers[place] for place in hidden]):
        hidden.add(others.pop(0))
    cells = tuple(None if place in hidden else number for place, number in enumerate(numbers))
    told = _follows([numbers[place] for place in hidden])
    return Column(cells, None if told else sum(numbers))


def _follows(hidden: Sequence[int]) -> bool:
    """Whether somebody who knows the sum of these, and that most are under five, knows one of them.

    All nought tells nothing of anybody, except that there was nobody.
    """
    total, most = sum(hidden), (FEWEST - 1) * len(hidden)
    if total == 0:
        return False
    return len(hidden) < AT_LEAST or total == most
