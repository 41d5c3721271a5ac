"""Small numbers are hidden, and cannot be worked out from what is shown."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.small_numbers import FEWEST, Column, shown


@pytest.mark.parametrize(
    ("numbers", "column"),
    [
        ([8, 12, 5], Column((8, 12, 5), 25)),
        ([8, 3, 4, 6], Column((8, None, None, 6), 21)),
        ([8, 3, 6], Column((8, None, None), 17)),  # one alone would be the total less the others
        ([8, 4, 4, 6], Column((8, None, None, None), 22)),  # eight for two under five can only be four and four
        ([8, 0, 0], Column((8, None, None), 8)),
        ([3], Column((None,), None)),
        ([], Column((), 0)),
    ],
)
def test_what_is_hidden(numbers: list[int], column: Column) -> None:
    assert shown(numbers) == column


@given(st.lists(st.integers(0, 9), max_size=5))
def test_no_hidden_number_follows_from_the_rest(numbers: list[int]) -> None:
    """Every table that would look the same is tried: whoever is counted in a small cell cannot be picked out."""
    column = shown(numbers)
    assert all(cell is None for number, cell in zip(numbers, column.cells, strict=True) if number < FEWEST)
    places = [place for place, cell in enumerate(column.cells) if cell is None]
    if column.total is None or not places:
        return
    rest = column.total - sum(cell or 0 for cell in column.cells)
    possible = [values for values in product(range(10), repeat=len(places)) if sum(values) == rest]
    for at, place in enumerate(places):
        if 0 < numbers[place] < FEWEST:
            assert len({values[at] for values in possible}) > 1
