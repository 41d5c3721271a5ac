"""What followed a post, as rates with how sure they are: Wilson's interval, Newcombe's for a difference, and an estimated uplift.

Sources: Wilson 1927; Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean, variance

from .proportions import SampleShare, Z, difference, wilson

FEWEST_VISITS = 30  # below, a rate is not said
FEWEST_DAYS = 10  # on either side of an uplift


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole``, with the bounds that hold the true share nineteen times in twenty."""

    part: int
    whole: int

    @property
    def enough(self) -> bool:
        """Whether there is enough to say it."""
        return self.whole >= FEWEST_VISITS

    @property
    def bounds(self) -> tuple[float, float]:
        """Wilson's interval, as shares of one."""
        return wilson(self.part, self.whole)

    @property
    def sample(self) -> SampleShare:
        """The rate with its interval, to be set beside another."""
        return SampleShare(self.part, self.whole, *self.bounds)

    @property
    def words(self) -> str:
        """“8 in every 100 visits, somewhere from 6 to 11”, or that there are too few to tell."""
        if not self.enough:
            return "too few to tell"
        low, high = (round(100 * bound) for bound in self.bounds)
        return f"{round(100 * self.part / self.whole)} in every 100 visits, somewhere from {low} to {high}"


def more_often(one: Rate, other: Rate) -> bool:
    """Whether the first is surely the greater, and both have enough to say so."""
    return one.enough and other.enough and difference(one.sample, other.sample)[0] > 0


@dataclass(frozen=True, slots=True)
class Uplift:
    """By how many per cent days after a post have more visits than usual days, and the bounds of that."""

    percent: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """“11% above a usual day, somewhere from 4% below to 26% above”, and whether that says anything."""
        middle, low, high = (_beside(value) for value in (self.percent, self.low, self.high))
        unsure = "" if self.low > 0 or self.high < 0 else " Too few to tell."
        return f"{middle} a usual day, somewhere from {low} to {high}.{unsure}"


def uplift(after: Sequence[int], usual: Sequence[int]) -> Uplift | None:
    """An estimate from the totals of days; None with too few days on either side, or with nothing to hold them against."""
    if min(len(after), len(usual)) < FEWEST_DAYS or not sum(after) or not sum(usual):
        return None
    error = sqrt(_spread(after) + _spread(usual))
    middle = log(fmean(after) / fmean(usual))
    percent, low, high = (100 * (exp(at) - 1) for at in (middle, middle - Z * error, middle + Z * error))
    return Uplift(percent, low, high)


def _spread(days: Sequence[int]) -> float:
    """The variance of the mean as a share of the mean squared."""
    mean = fmean(days)
    return variance(days) / (len(days) * mean * mean)


def _beside(percent: float) -> str:
    whole = round(percent)
    return f"{abs(whole)}% {'above' if whole >= 0 else 'below'}"
