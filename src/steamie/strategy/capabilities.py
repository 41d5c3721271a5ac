"""Parameters that the strategy room itself reads: what they set holds for the whole house, not for one figure alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from steamie.rules.parameters import parameter
from steamie.rules.shares import Bound, Share

SHARE, FIRST_REVIEW, EVERY_REVIEW = "content.share", "review.first", "review.every"
IDENTITY, REFERENCE = "identity.agrees", "reference.checked"
LONGEST_YEARS = 20


@dataclass(frozen=True, slots=True)
class ContentShare:
    """One named kind of content, and how much of the whole it should be."""

    code: str = parameter("Its code")
    label: str = parameter("Its name on the desk")
    share: Fraction = parameter("How much of the whole")
    bound: Bound = parameter("Exactly, at least or at most", default=Bound.EXACTLY)
    tolerance: Fraction = parameter("How far it may be off", default=Fraction(1, 10))
    phrase: str = parameter("How it reads inside a sentence", default="")
    adjective: str = parameter("How it reads before “posts”", default="")

    def problems(self) -> Iterator[tuple[str, str]]:
        """A share is more than nothing and at most all; a tolerance is less than half."""
        if not 0 < self.share <= 1:
            yield "share", f"“{self.share}” should be more than 0 and at most 1."
        if not 0 <= self.tolerance < Fraction(1, 2):
            yield "tolerance", f"“{self.tolerance}” should be at least 0 and less than 1/2."

    def of(self, clause: str) -> Share:
        """The share as the planner, the meter and the calendar know it."""
        return Share(
            code=self.code,
            label=self.label,
            phrase=self.phrase or self.label.lower(),
            adjective=self.adjective or self.label.lower(),
            fraction=self.share,
            bound=self.bound,
            tolerance=self.tolerance,
            clause=clause,
        )


@dataclass(frozen=True, slots=True)
class Years:
    """A number of years. None: the document asks for a review and does not say when."""

    years: int | None = parameter("Years", default=None)

    def problems(self) -> Iterator[tuple[str, str]]:
        """One year or more, and not a lifetime."""
        if self.years is not None and not 1 <= self.years <= LONGEST_YEARS:
            yield "years", f"“{self.years}” should be between 1 and {LONGEST_YEARS}."


class Period(StrEnum):
    """How often something is done."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ReferenceChecked:
    """A document the strategy names, and how often its link is looked at."""

    name: str = parameter("What it is called on the desk", default="")
    each: Period = parameter("Looked at every", default=Period.WEEK)


def shares_add_up(shares: tuple[Share, ...]) -> str:
    """What is wrong with shares taken together, in a sentence; empty when they can all be kept at once."""
    if not shares:
        return ""
    codes = [share.code for share in shares]
    if twice := next((code for code in codes if codes.count(code) > 1), ""):
        return f"two shares are called “{twice}”; each needs a code of its own."
    if not 2 <= len(shares) <= 5:
        return f"{len(shares)} share{'s'[: len(shares) != 1]} cannot divide the content; name two to five."
    least = sum((share.fraction for share in shares if share.bound is not Bound.AT_MOST), Fraction(0))
    most = sum((share.fraction for share in shares), Fraction(0))
    if least > 1:
        return f"the shares add up to {least}, more than the whole."
    if most < 1 and all(share.bound is not Bound.AT_LEAST for share in shares):
        return f"the shares add up to {most}, less than the whole."
    return ""
