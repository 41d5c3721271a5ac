"""Parameters that the strategy room itself reads: what they set holds for the whole house, not for one figure alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from steamie.rules.parameters import parameter
from steamie.rules.shares import WIDEST, Bound, Share

SHARE, CREDITED, FIRST_REVIEW, EVERY_REVIEW = "content.share", "share.credited", "review.first", "review.every"
IDENTITY, REFERENCE = "identity.agrees", "reference.checked"
LONGEST_YEARS = 20
USUAL_TOLERANCE = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class ContentShare:
    """One named kind of content, and how much of the whole it should be."""

    code: str = parameter("Its code")
    label: str = parameter("Its name on the desk")
    share: Fraction = parameter("How much of the whole")
    bound: Bound = parameter("Exactly, at least or at most", default=Bound.EXACTLY)
    tolerance: Fraction | None = parameter("How far it may be off", default=None)
    phrase: str = parameter("How it reads inside a sentence", default="")
    adjective: str = parameter("How it reads before “posts”", default="")
    name: str = parameter("Its whole name", default="")
    aim: str = parameter("How it reads after the part it should be", default="")
    counted: str = parameter("How it reads after a percentage", default="")
    invitation: str = parameter("What residents read when it is needed most", default="")
    purpose: str = parameter("Purpose its posts usually serve", default="")
    hints: tuple[str, ...] = parameter("Words of a suggestion that point to it", default=())

    def problems(self) -> Iterator[tuple[str, str]]:
        """A share is more than nothing and at most all; a tolerance is less than half."""
        if not 0 < self.share <= 1:
            yield "share", f"“{self.share}” should be more than 0 and at most 1."
        if self.tolerance is not None and not 0 <= self.tolerance <= WIDEST:
            yield "tolerance", f"“{self.tolerance}” should be at least 0 and at most {WIDEST}."

    def of(self, clause: str, *, credited: bool = False) -> Share:
        """The share as the planner, the meter and the calendar know it. ``credited``: whether its posts name their source.

        Left out, the tolerance of "exactly" is ten points either side; "at least" and "at most" are meant as they stand.
        """
        usual = USUAL_TOLERANCE if self.bound is Bound.EXACTLY else Fraction(0)
        return Share(
            code=self.code,
            label=self.label,
            phrase=self.phrase or self.label.lower(),
            adjective=self.adjective or self.label.lower(),
            fraction=self.share,
            bound=self.bound,
            tolerance=usual if self.tolerance is None else self.tolerance,
            clause=clause,
            name=self.name,
            aim=self.aim,
            counted=self.counted,
            invitation=self.invitation,
            purpose=self.purpose,
            credited=credited,
            hints=self.hints,
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
