"""Shares of a sample and the ranges that go with them: how many of everybody would say so, and whether it is more than before.

Every range holds in 95 samples of a hundred. Where a sample is a large part of all there are, the range is narrower: the finite
population correction. Fewer than a hundred answers take Wilson's interval, which stays true near none and all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
SMALL_BASE = 100  # answers; below it the normal curve is too rough


@dataclass(frozen=True, slots=True)
class SampleShare:
    """So many of so many, and the range in which the true share lies, as fractions of one."""

    number: int
    base: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share as a fraction of one."""
        return self.number / self.base if self.base else 0.0

    @property
    def percent(self) -> int:
        """The share in whole hundredths."""
        return round(100 * self.value)

    @property
    def range_words(self) -> str:
        """The range as people read it: "76% to 84%"."""
        return f"{round(100 * self.low)}% to {round(100 * self.high)}%"


def proportion(number: int, base: int, population: int | None = None) -> SampleShare:
    """So many of a base, drawn from a population of this size; None for one too large to matter."""
    if not 0 <= number <= base:
        raise ValueError(f"{number} of {base} is no share.")
    low, high = wilson(number, base, population) if base < SMALL_BASE else normal(number, base, population)
    return SampleShare(number, base, low, high)


def normal(number: int, base: int, population: int | None = None) -> tuple[float, float]:
    """The range by the normal curve (Wald), cut at none and all."""
    share = number / base
    half = Z * sqrt(share * (1 - share) / base * _left_out(base, population))
    return max(0.0, share - half), min(1.0, share + half)


def wilson(number: int, base: int, population: int | None = None) -> tuple[float, float]:
    """Wilson's score range. Of a finite population it is that of a base so much larger as the correction makes it."""
    if not base:
        return 0.0, 1.0
    share, left = number / base, _left_out(base, population)
    if not left:
        return share, share
    size = base / left
    middle = (share + Z * Z / (2 * size)) / (1 + Z * Z / size)
    half = Z / (1 + Z * Z / size) * sqrt(share * (1 - share) / size + Z * Z / (4 * size * size))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return (low if number else 0.0), (high if number < base else 1.0)


def _left_out(base: int, population: int | None) -> float:
    """The finite population correction of a variance: one for an endless population, none when everybody was asked."""
    if population is None:
        return 1.0
    return max(0.0, (population - base) / (population - 1)) if population > 1 else 0.0


def difference(now: SampleShare, before: SampleShare) -> tuple[float, float]:
    """The range of the change between two independent samples, by Newcombe's method: each one's own range, put together.

    Raises ``ValueError`` when one of them has no base: there is nothing to compare.
    """
    if not now.base or not before.base:
        raise ValueError("A sample of nobody changes nothing.")
    gap = now.value - before.value
    down = sqrt((now.value - now.low) ** 2 + (before.high - before.value) ** 2)
    up = sqrt((now.high - now.value) ** 2 + (before.value - before.low) ** 2)
    return gap - down, gap + up


def ratio(now: int, before: int) -> tuple[float, float] | None:
    """The range of how many times as many there are as before, of two counts over equally long times; None without any before.

    Given their sum, the newer count is a share of it: Wilson's range of that share, as odds.
    """
    if not before or now < 0:
        return None
    low, high = wilson(now, now + before)
    return low / (1 - low), high / (1 - high)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group of a weighted sample: so many of its answers, of so many, for so many people in all."""

    number: int
    base: int
    population: int


def weighted(strata: Sequence[Stratum]) -> tuple[float, float, float]:
    """The share in a population whose groups answered unequally: each counts by its true size. With its range.

    Raises ``ValueError`` when a group that has people has fewer than two answers: nothing can be said for it.
    """
    present = [one for one in strata if one.population]
    if not present or any(one.base < 2 for one in present):
        raise ValueError("A group that nobody answered for cannot be weighted.")
    people = sum(one.population for one in present)
    share = sum(one.population * one.number / one.base for one in present) / people
    spread = sum((one.population / people) ** 2 * _variance(one) for one in present)
    half = Z * sqrt(spread)
    return share, max(0.0, share - half), min(1.0, share + half)


def _variance(one: Stratum) -> float:
    share = one.number / one.base
    return share * (1 - share) / (one.base - 1) * max(0.0, 1 - one.base / one.population)


class Shift:
    """What may be said of a change: only what its range bears out."""

    MORE, FEWER, LEVEL, NONE = "more", "fewer", "no clear change", "nothing to compare with"


def change_of_counts(now: int | None, before: int | None) -> str:
    """More or fewer than before, when the whole range of the ratio lies on one side."""
    if now is None or before is None or (bounds := ratio(now, before)) is None:
        return Shift.NONE
    return _side(bounds[0] - 1, bounds[1] - 1)


def change_of_shares(now: SampleShare, before: SampleShare) -> str:
    """A larger or smaller share than before, when the whole range of the difference lies on one side."""
    return _side(*difference(now, before)) if now.base and before.base else Shift.NONE


def _side(low: float, high: float) -> str:
    if low > 0:
        return Shift.MORE
    return Shift.FEWER if high < 0 else Shift.LEVEL
