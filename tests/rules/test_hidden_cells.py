"""Small cells stay hidden: another program tries to work them out from all that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.hidden_cells import FEWEST_ANSWERS, hide, hide_line, with_totals

NUMBERS = st.integers(0, 16)
TABLES = st.integers(2, 3).flatmap(lambda wide: st.lists(st.lists(NUMBERS, min_size=wide, max_size=wide), min_size=2, max_size=4))


class Attacker:
    """Looks for another table that shows the same: one whose cell has another value. What has none is worked out."""

    def __init__(self, shown: Sequence[Sequence[int | None]], truth: list[list[int]]) -> None:
        self.shown, self.truth = shown, truth
        self.rows, self.columns = len(shown) - 1, len(shown[0]) - 1
        self.most = truth[-1][-1]

    def works_out(self, r: int, c: int) -> bool:
        """Whether the cell can have no value but its own."""
        return not any(self._fits(r, c, value) for value in self._others(self._number(r, c)))

    def _number(self, r: int, c: int) -> int:
        return self.truth[r][c]

    def _others(self, number: int) -> list[int]:
        return [number + 1, *([number - 1] if number else [])]  # what fits is without gaps, so the neighbours are enough

    def _fits(self, r: int, c: int, value: int) -> bool:
        wanted = [list(row) for row in self.shown]
        wanted[r][c] = value
        left = [wanted[-1][column] for column in range(self.columns)]
        return self._row(0, wanted, left, [0] * self.columns)

    def _row(self, r: int, wanted: list[list[int | None]], totals: list[int | None], sums: list[int]) -> bool:
        if r == self.rows:
            good = all(total is None or total == so_far for total, so_far in zip(totals, sums, strict=True))
            return good and sum(sums) == self.most
        near = [self._near(r, c, wanted[r][c]) for c in range(self.columns)]
        for row in sorted(product(*near), key=lambda row: sum(abs(x - y) for x, y in zip(row, self.truth[r], strict=False))):
            if wanted[r][-1] not in (None, sum(row)):
                continue
            after = [x + y for x, y in zip(sums, row, strict=True)]
            within = all(total is None or so_far <= total for total, so_far in zip(totals, after, strict=True))
            if within and self._row(r + 1, wanted, totals, after):
                return True
        return False

    def _near(self, r: int, c: int, cell: int | None) -> list[int]:
        """A ring moves each of its cells by one, so values further off add nothing."""
        here = self.truth[r][c]
        return [cell] if cell is not None else [value for value in (here, here - 1, here + 1) if value >= 0]


@given(TABLES)
def test_nobody_works_out_a_hidden_cell(table: list[list[int]]) -> None:
    truth = with_totals(table)
    line = hide_line(truth[-1][:-1])
    shown = hide(table, hidden_columns=[c for c, number in enumerate(line) if number is None])
    if truth[-1][-1] < FEWEST_ANSWERS:
        assert shown.all_hidden
        return
    attacker = Attacker(shown.rows, truth)
    for r, c in product(range(attacker.rows), range(attacker.columns + 1)):
        cell = shown.rows[r][c]
        assert cell in (None, truth[r][c])
        if cell is None:
            assert not attacker.works_out(r, c), (r, c)
        else:
            assert cell >= FEWEST_ANSWERS


@given(TABLES)
def test_a_line_with_one_hidden_has_two_and_nought_is_hidden_too(table: list[list[int]]) -> None:
    truth = with_totals(table)
    columns = [c for c, number in enumerate(hide_line(truth[-1][:-1])) if number is None]
    shown = hide(table, hidden_columns=columns).rows
    lines = [list(row) for row in shown[:-1]] + [list(column) for column in zip(*shown, strict=True)]
    assert all(line.count(None) != 1 for line in lines)


def test_the_attacker_can_work_out_what_one_hidden_cell_gives_away() -> None:
    truth = with_totals([[3, 40], [30, 20]])
    careless: list[list[int | None]] = [[None, 40, 43], [30, 20, 50], [33, 60, 93]]
    assert Attacker(careless, truth).works_out(0, 0)


def test_the_table_of_the_mock_up_hides_a_second_group() -> None:
    shown = hide([[39, 2], [79, 9], [72, 25], [20, 15], [4, 3]])
    hidden = [place for place, row in enumerate(shown.rows) if row[-1] is None]
    assert 4 in hidden  # seven people did not say their age
    assert len(hidden) == 2  # with another group, so that theirs is not the rest


@pytest.mark.parametrize("table", [[[1, 0], [0, 0]], [[9, 0], [0, 0]], [[0, 0], [0, 0]]])
def test_a_survey_of_one_answer_shows_nothing(table: list[list[int]]) -> None:
    assert hide(table).all_hidden


def test_answers_of_everybody() -> None:
    assert hide_line([214, 54]) == (214, 54)
    assert hide_line([260, 8]) == (None, None)  # the other would be the rest
    assert hide_line([200, 30, 0]) == (200, None, None)  # nought, and one more that is not
    assert hide_line([200, 0, 0, 40]) == (200, None, None, None)  # two noughts alone would add up to nought
