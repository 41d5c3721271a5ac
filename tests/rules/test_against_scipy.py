"""Every statistic against other people's libraries, in a thousand random cases each: statsmodels 0.15, scipy 1.17, numpy 2.

``proportion_vectors.json`` holds Wilson, normal and Newcombe (test_proportions.py). ``population_vectors.json`` holds, in each
line: number, base and population; ``proportion_confint`` (wilson, then normal) of a base as much larger as the finite population
correction makes it; two counts, and the Wilson range of ``binomtest`` of the first in their sum, as odds; strata as number, base
and population; and their weighted mean by numpy, with the range by ``scipy.stats.sem`` and ``norm.interval``.
``means_vectors.json`` holds, of what ``numbers`` draws, how the first mean stands to the second in per cent, by numpy and
``scipy.stats.sem`` on the scale of logarithms.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from steamie.rules.attribution import uplift
from steamie.rules.engagement import change, visiting
from steamie.rules.proportions import Stratum, normal, ratio, weighted, wilson

HERE = Path(__file__).parent


def read(name: str) -> list[Any]:
    rows: list[Any] = json.loads((HERE / name).read_text())
    assert len(rows) == 1000
    return rows


def close(found: tuple[float, ...] | None, expected: list[float]) -> bool:
    return found is not None and list(found) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def numbers() -> Iterator[tuple[list[int], list[int]]]:
    """A thousand pairs of lists of small counts, the same each time."""
    chance = random.Random(1878)
    for _ in range(1000):
        first, second = ([chance.randint(0, 60) for _ in range(chance.randint(10, 40))] for _ in range(2))
        yield [1, *first], [1, *second]


def test_a_finite_population_narrows_a_range_as_much_as_it_should() -> None:
    for number, base, population, by_wilson, by_normal, *_ in read("population_vectors.json"):
        assert close(wilson(number, base, population), by_wilson)
        low, high = by_normal
        assert close(normal(number, base, population), [max(0.0, low), min(1.0, high)])


def test_two_counts_stand_to_each_other_as_they_should() -> None:
    for row in read("population_vectors.json"):
        now, before, odds = row[5:8]
        assert close(ratio(now, before), odds)


def test_a_weighted_share_has_the_range_it_should() -> None:
    for row in read("population_vectors.json"):
        strata, expected = row[8:]
        assert close(weighted([Stratum(*one) for one in strata]), expected)


def test_two_means_stand_to_each_other_as_they_should() -> None:
    """The uplift of visits after a post, and the change of engagement: one formula, two rooms."""
    for (first, second), expected in zip(numbers(), read("means_vectors.json"), strict=True):
        found, moved = uplift(first, second), change(visiting(first), visiting(second))
        assert found is not None
        assert moved is not None
        assert close((found.percent, found.low, found.high), expected)
        assert close((moved.percent, moved.low, moved.high), expected)
