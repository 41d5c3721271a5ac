"""How much people take part (S-47, S-54): one formula, so that a quarter can be held against another, with how sure we are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from .counting import some
from .proportions import Z

FEWEST = 10  # posts on either side before a change is said at all


@dataclass(frozen=True, slots=True)
class Engagement:
    """What people did with some posts. A post whose figures are not all known is left out, and counted as unknown."""

    interactions: int  # likes, shares and comments together; or visits
    posts: int
    unknown: int
    followers: int | None
    squares: int = 0  # of each post's own count, added up: how unlike each other the posts were
    of_followers: bool = True  # whether the rate is for each hundred followers too
    noun: str = "likes, shares and comments"

    @property
    def rate(self) -> float | None:
        """Interactions for each post (and each hundred followers); None when it cannot be said."""
        if not self.posts or (self.of_followers and not self.followers):
            return None
        return self.interactions / self.posts * (100 / self.followers if self.of_followers and self.followers else 1)

    @property
    def unit(self) -> str:
        """What the rate is for."""
        return "for each post and 100 followers" if self.of_followers else "for each post"

    @property
    def words(self) -> str:
        """The rate with its counts, or why there is none."""
        if not self.posts:
            return "no post with all its figures"
        if self.rate is None:
            return "the number of followers is not known"
        followers = f", {self.followers} followers" if self.of_followers else ""
        return f"{self.rate:.2f} {self.unit} ({self.interactions} {self.noun} on {some(self.posts, 'post')}{followers})"


@dataclass(frozen=True, slots=True)
class RateChange:
    """How the rate moved, in per cent, and between which bounds it lies nineteen times in twenty."""

    percent: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """“up 12% (between down 3% and up 29%)”."""
        return f"{_moved(self.percent)} (between {_moved(self.low)} and {_moved(self.high)})"


def engagement(posts: Sequence[Sequence[int | None]], followers: int | None) -> Engagement:
    """Add up (likes, shares, comments) of each post; one that lacks a figure is unknown, not nought."""
    counted = [sum(figure or 0 for figure in post) for post in posts if None not in post]
    squares = sum(count * count for count in counted)
    return Engagement(sum(counted), len(counted), len(posts) - len(counted), followers, squares)


def visiting(posts: Sequence[int | None]) -> Engagement:
    """Add up the visits that followed each post with a link."""
    counted = [count for count in posts if count is not None]
    squares = sum(count * count for count in counted)
    return Engagement(sum(counted), len(counted), len(posts) - len(counted), None, squares, of_followers=False, noun="visits")


def change(now: Engagement, before: Engagement) -> RateChange | None:
    """The change from one to the other; None with too few posts, or with nothing to hold it against.

    The bounds treat each post as one draw and add up, on the scale of logarithms, how widely the posts of either side differ.
    """
    if min(now.posts, before.posts) < FEWEST or not now.rate or not before.rate:
        return None
    middle, error = log(now.rate / before.rate), sqrt(_spread(now) + _spread(before))
    percent, low, high = (100 * (exp(at) - 1) for at in (middle, middle - Z * error, middle + Z * error))
    return RateChange(percent, low, high)


def towards(change: RateChange, target: float) -> str:
    """``met`` when the change reaches the target (per cent), ``breached`` when it has surely fallen, else ``at_risk``."""
    if change.percent >= target:
        return "met"
    return "breached" if change.high < 0 else "at_risk"


def _spread(of: Engagement) -> float:
    """The variance of the mean, as a share of the mean squared."""
    mean = of.interactions / of.posts
    variance = (of.squares - of.posts * mean * mean) / (of.posts - 1)
    return max(variance, 0.0) / (of.posts * mean * mean)


def _moved(percent: float) -> str:
    whole = round(percent)
    return "no change" if whole == 0 else f"{'up' if whole > 0 else 'down'} {abs(whole)}%"
