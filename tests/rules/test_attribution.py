"""Rates with their intervals, against published examples and against what must hold of all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.attribution import Rate, more_often, uplift
from steamie.rules.proportions import difference, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_s_interval_as_published(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [  # Newcombe 1998, "Interval estimation for the difference", table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombe_s_interval_for_a_difference_as_published(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    assert difference(Rate(*one).sample, Rate(*other).sample) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_an_interval_holds_its_share_and_stays_within_nought_and_one(part: int, more: int) -> None:
    low, high = wilson(part, part + more)
    assert 0 <= low <= high <= 1
    if part + more:
        assert low - 1e-12 <= part / (part + more) <= high + 1e-12


def test_more_often_is_said_only_when_the_interval_says_so() -> None:
    assert more_often(Rate(30, 100), Rate(10, 100))
    assert not more_often(Rate(14, 100), Rate(10, 100))
    assert not more_often(Rate(29, 29), Rate(0, 500))  # too few to say anything of the first


def test_a_rate_in_words() -> None:
    assert Rate(31, 388).words == "8 in every 100 visits, somewhere from 6 to 11"
    assert Rate(3, 29).words == "too few to tell"


def test_an_uplift_is_an_estimate_with_bounds_or_nothing() -> None:
    assert uplift([5] * 9, [5] * 30) is None
    assert uplift([0] * 20, [5] * 30) is None
    sure = uplift([20, 22, 19, 21, 20] * 4, [10, 11, 9, 10, 10] * 4)
    assert sure is not None
    assert sure.low > 50
    assert "Too few" not in sure.words
    unsure = uplift([20, 2, 30, 1, 9] * 3, [10, 18, 1, 10, 12] * 3)
    assert unsure is not None
    assert unsure.words.endswith("Too few to tell.")
