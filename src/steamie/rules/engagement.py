"""How much people take part, for each follower (S-54): one formula, so that a quarter can be held against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STEADY = 0.9  # of the baseline: within a tenth counts as holding
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Engagement:
    """What people did with some posts. A post whose figures are not all known is left out, and counted as unknown."""

    interactions: int  # likes, shares and comments together
    posts: int
    unknown: int
    followers: int | None

    @property
    def rate(self) -> float | None:
        """Interactions for each post and each hundred followers; None when it cannot be said."""
        if not self.posts or not self.followers:
            return None
        return 100 * self.interactions / self.posts / self.followers

    @property
    def words(self) -> str:
        """The rate with its counts, or why there is none."""
        if not self.posts:
            return "no post with all its figures"
        if not self.followers:
            return "the number of followers is not known"
        counts = f"{self.interactions} likes, shares and comments on {self.posts} posts, {self.followers} followers"
        return f"{self.rate:.2f} for each post and 100 followers ({counts})"


def engagement(posts: Sequence[tuple[int | None, int | None, int | None]], followers: int | None) -> Engagement:
    """Add up (likes, shares, comments) of each post; one that lacks a figure is unknown, not nought."""
    known = [sum(figure or 0 for figure in post) for post in posts if None not in post]
    return Engagement(sum(known), len(known), len(posts) - len(known), followers)


def against(now: float, baseline: float) -> str:
    """``met`` when within a tenth of the baseline or above it, ``at_risk`` down to half, else ``breached``."""
    if now >= STEADY * baseline:
        return "met"
    return "at_risk" if now >= HALF * baseline else "breached"
