"""How large a risk is: its likelihood times its impact, each from one to five (S-09, S-62)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST, MOST = 1, 5
LIKELIHOOD = {1: "rare", 2: "unlikely", 3: "possible", 4: "likely", 5: "almost certain"}
IMPACT = {1: "slight", 2: "minor", 3: "moderate", 4: "serious", 5: "severe"}


class Level(StrEnum):
    """What the product of the two comes to."""

    LOW = "low"  # 1 to 4
    MEDIUM = "medium"  # 5 to 9
    HIGH = "high"  # 10 to 15
    VERY_HIGH = "very high"  # 16 to 25


@dataclass(frozen=True, slots=True)
class Score:
    """A risk as someone scored it."""

    likelihood: int
    impact: int

    def __post_init__(self) -> None:
        for name, value in (("likelihood", self.likelihood), ("impact", self.impact)):
            if not LEAST <= value <= MOST:
                raise ValueError(f"The {name} goes from {LEAST} to {MOST}, not {value}.")

    @property
    def points(self) -> int:
        """1 to 25."""
        return self.likelihood * self.impact

    @property
    def level(self) -> Level:
        """The band these points fall in."""
        bands = ((4, Level.LOW), (9, Level.MEDIUM), (15, Level.HIGH))
        return next((level for most, level in bands if self.points <= most), Level.VERY_HIGH)

    @property
    def words(self) -> str:
        """``2 × 3 = 6 of 25, medium``."""
        return f"{self.likelihood} × {self.impact} = {self.points} of {MOST * MOST}, {self.level}"

    @property
    def reading(self) -> str:
        """``unlikely, and minor``."""
        return f"{LIKELIHOOD[self.likelihood]}, and {IMPACT[self.impact]}"
