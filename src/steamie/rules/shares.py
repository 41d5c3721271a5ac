"""The shares of content that a strategy asks for: two to five named kinds, each exactly, at least or at most a fraction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Bound(StrEnum):
    """How a share is meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Share:
    """One named kind of content and how much of the whole it should be."""

    code: str  # posts, places and suggestions keep it
    label: str  # its short name on the desk: "Our work"
    phrase: str  # how it reads inside a sentence: "our own work"
    adjective: str  # how it reads before "posts": "own-work"
    fraction: Fraction
    bound: Bound = Bound.EXACTLY
    tolerance: Fraction = Fraction(1, 10)  # of the whole: a tenth is ten percentage points either side
    clause: str = ""  # the clause of the strategy that asks for it
