"""Shares and their ranges: against a thousand random samples that statsmodels worked out, and by what the mock-ups say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steamie.rules.proportions import (
    SampleShare,
    Shift,
    Stratum,
    change_of_counts,
    change_of_shares,
    difference,
    normal,
    proportion,
    ratio,
    weighted,
    wilson,
)

# Each: 2 samples as number and base, then the ranges of proportion_confint (wilson, normal) for the first and of
# confint_proportions_2indep (newcomb, diff) for both, from statsmodels 0.14.
VECTORS = json.loads(Path(__file__).with_name("proportion_vectors.json").read_text())


def test_ranges_are_those_of_another_library_in_a_thousand_random_samples() -> None:
    assert len(VECTORS) == 1000
    for number, base, other, other_base, *ranges in VECTORS:
        assert wilson(number, base) == pytest.approx(ranges[:2], abs=1e-9)
        assert normal(number, base) == pytest.approx(ranges[2:4], abs=1e-9)
        now, before = (SampleShare(n, of, *wilson(n, of)) for n, of in ((number, base), (other, other_base)))
        assert difference(now, before) == pytest.approx(ranges[4:], abs=1e-9)


@pytest.mark.parametrize(
    ("number", "base", "population", "words"),
    [
        (214, 268, 850, "76% to 84%"),  # the survey of the mock-up
        (123, 268, 850, "41% to 51%"),
        (133, 265, 850, "45% to 55%"),  # 265 of 850 is enough for five points either way
        (139, 278, 1000, "45% to 55%"),
        (191, 382, 50_000, "45% to 55%"),
        (61, 64, None, "87% to 98%"),  # a small base: the share is near all, and the range stays below it
        (0, 30, None, "0% to 11%"),
        (40, 40, 40, "100% to 100%"),  # everybody answered: nothing is left open
    ],
)
def test_the_range_of_a_share(number: int, base: int, population: int | None, words: str) -> None:
    assert proportion(number, base, population).range_words == words


def test_nobody_and_nonsense() -> None:
    assert proportion(0, 0, 850).range_words == "0% to 100%"
    with pytest.raises(ValueError, match="3 of 2"):
        proportion(3, 2)


def test_more_and_fewer_are_said_only_when_the_range_says_so() -> None:
    low, high = ratio(209, 152) or (0, 0)
    assert (round(100 * low - 100), round(100 * high - 100)) == (12, 69)
    assert change_of_counts(209, 152) == Shift.MORE
    assert change_of_counts(152, 209) == Shift.FEWER
    assert change_of_counts(61, 43) == Shift.LEVEL  # one quarter alone could be chance
    assert change_of_counts(61, None) == Shift.NONE
    assert change_of_counts(5, 0) == Shift.NONE
    assert change_of_shares(proportion(214, 268, 850), proportion(180, 250, 850)) == Shift.MORE
    assert change_of_shares(proportion(61, 64), proportion(59, 64)) == Shift.LEVEL
    assert change_of_shares(proportion(1, 1), proportion(0, 0)) == Shift.NONE


def test_a_weighted_share_counts_each_group_by_its_true_size() -> None:
    share, low, high = weighted([Stratum(90, 100, 300), Stratum(10, 20, 700)])
    assert share == pytest.approx(0.3 * 0.9 + 0.7 * 0.5)
    assert low < share < high
    assert weighted([Stratum(10, 20, 20)]) == (0.5, 0.5, 0.5)  # all of them answered
    with pytest.raises(ValueError, match="weighted"):
        weighted([Stratum(90, 100, 300), Stratum(0, 0, 700)])
