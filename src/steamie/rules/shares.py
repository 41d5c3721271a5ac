"""The shares of content that a strategy asks for: two to five named kinds, each exactly, at least or at most a fraction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

FEWEST_KINDS, MOST_KINDS = 2, 5
LONGEST_CODE = 20  # letters; posts and places have room for no more
WIDEST = Fraction(1, 3)  # a tolerance beyond a third either side would let almost anything pass


class Bound(StrEnum):
    """How a share is meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Share:
    """One named kind of content and how much of the whole it should be. What a document may leave out has a plain substitute."""

    code: str  # posts, places and suggestions keep it
    label: str  # its short name on the desk: "Our work"
    phrase: str  # how it reads inside a sentence: "our own work"
    adjective: str  # how it reads before "posts": "own-work"
    fraction: Fraction
    bound: Bound = Bound.EXACTLY
    tolerance: Fraction = Fraction(1, 10)  # of the whole: a tenth is ten percentage points either side
    clause: str = ""  # the clause of the strategy that asks for it
    name: str = ""  # its whole name, in the key of the calendar: "Local community". Left out: the label
    aim: str = ""  # how it reads after the part it should be: "a third about our work". Left out: the phrase
    counted: str = ""  # how it reads after a percentage: "40% ours". Left out: the label, small
    invitation: str = ""  # what residents read when it is needed most
    purpose: str = ""  # code of the purpose its posts usually serve
    credited: bool = False  # whether each of its posts must say whose news it is
    hints: tuple[str, ...] = ()  # words of a suggestion that point to it; "panto*" takes every ending

    @property
    def whole_name(self) -> str:
        """Its name where there is room for it."""
        return self.name or self.label

    @property
    def after_percent(self) -> str:
        """How it reads after a percentage."""
        return self.counted or self.label.lower()

    @property
    def lowest(self) -> Fraction:
        """The least of the whole that is still in balance."""
        return Fraction(0) if self.bound is Bound.AT_MOST else max(self.fraction - self.tolerance, Fraction(0))

    @property
    def highest(self) -> Fraction:
        """The most of the whole that is still in balance."""
        return Fraction(1) if self.bound is Bound.AT_LEAST else min(self.fraction + self.tolerance, Fraction(1))

    def allowed(self, total: int) -> tuple[int, int]:
        """The fewest and the most of ``total`` posts in balance: within the limits, or as near to exact as whole posts come."""
        fewest, most = ceil(self.lowest * total), floor(self.highest * total)
        if self.bound is Bound.EXACTLY:
            return min(fewest, floor(self.fraction * total)), max(most, ceil(self.fraction * total))
        return fewest, most

    def allows(self, count: int, total: int) -> bool:
        """Whether ``count`` of ``total`` posts are in balance."""
        fewest, most = self.allowed(total)
        return fewest <= count <= most


def problems(shares: Sequence[Share]) -> list[str]:
    """What is wrong with the shares a document names, in plain English; empty when they can all be kept. None at all is right."""
    if not shares:
        return []
    return [*_number(shares), *_repeated(shares), *(words for share in shares for words in _of_one(share))] or _together(shares)


def _number(shares: Sequence[Share]) -> list[str]:
    if FEWEST_KINDS <= len(shares) <= MOST_KINDS:
        return []
    return [f"A strategy names from two to five shares of content, or none. This one names {len(shares)}."]


def _repeated(shares: Sequence[Share]) -> list[str]:
    problems = []
    for what in ("code", "label"):
        seen = Counter(getattr(share, what).casefold() for share in shares)
        problems += [
            f"Two shares have the {what} “{word}”. Give each its own." for word, times in seen.items() if word and times > 1
        ]
    return problems


def _of_one(share: Share) -> list[str]:
    name = share.label or share.code or "A share"
    problems = [
        f"“{name}” has no {what}." for what in ("code", "label", "phrase", "adjective") if not getattr(share, what).strip()
    ]
    if len(share.code) > LONGEST_CODE:
        problems.append(f"“{name}” has a code of {len(share.code)} letters. It can have {LONGEST_CODE}.")
    if not 0 < share.fraction < 1:
        problems.append(f"“{name}” is {share.fraction} of the posts. A share is more than none of them and less than all.")
    if not 0 <= share.tolerance <= WIDEST:
        problems.append(f"“{name}” has a tolerance of {share.tolerance}. It can be from 0 to {WIDEST} of the posts.")
    return problems


def _together(shares: Sequence[Share]) -> list[str]:
    """Whether some division of the posts keeps them all, before any tolerance."""
    total = sum(share.fraction for share in shares)
    asked = sum(share.fraction for share in shares if share.bound is not Bound.AT_MOST)
    if all(share.bound is Bound.EXACTLY for share in shares):
        return [] if total == 1 else [f"The shares add up to {total}, and should add up to 1."]
    if asked > 1:
        return [f"What is asked exactly and at least comes to {asked} of the posts: more than there are."]
    if total < 1 and all(share.bound is not Bound.AT_LEAST for share in shares):
        return [f"The shares come to {total} of the posts at most, and no kind is left for the others to be."]
    if asked == 1:
        return [
            f"The other shares take every post, so nothing is left for “{share.label}”."
            for share in shares
            if share.bound is Bound.AT_MOST
        ]
    return []


@lru_cache(maxsize=64)
def targets(shares: tuple[Share, ...]) -> dict[str, Fraction]:
    """The parts of the whole to aim at, by code, together 1 and within every bound. ValueError for shares that have problems.

    What "exactly" and "at least" leave over goes to the "at least" kinds; where they leave too little, the "at most" kinds
    give way. Both in proportion.
    """
    if wrong := problems(shares):
        raise ValueError(" ".join(wrong))
    rest = 1 - sum(share.fraction for share in shares)
    moved = Bound.AT_LEAST if rest > 0 else Bound.AT_MOST
    among = sum(share.fraction for share in shares if share.bound is moved)
    return {
        share.code: share.fraction + (rest * share.fraction / among if rest and share.bound is moved else 0) for share in shares
    }


def split(
    number: int, shares: Sequence[Share], *, there: Mapping[str, int] | None = None, supply: Mapping[str, int] | None = None
) -> dict[str, int]:
    """How many of ``number`` more posts each kind gets, by code, so that the whole comes nearest to its shares.

    One after another goes to the kind that lacks most (the largest remainder); between equals to the one with the larger
    ``supply``, then to the one named first. ``there``: posts already counted. ValueError for a number below zero.
    """
    if number < 0:
        raise ValueError("The number of posts cannot be below zero.")
    have, stock = there or {}, supply or {}
    total = number + sum(have.get(share.code, 0) for share in shares)
    goals = _goals(tuple(shares), total) if shares else {}
    counts = dict.fromkeys(goals, 0)
    for _ in range(number if shares else 0):
        code = max(counts, key=lambda one: (goals[one] - have.get(one, 0) - counts[one], stock.get(one, 0) - counts[one]))
        counts[code] += 1
    return counts


def _goals(shares: tuple[Share, ...], total: int) -> dict[str, Fraction]:
    """How many of ``total`` posts each kind should be; where its bound is what it aims at, in whole posts on the right side."""
    goals = {code: part * total for code, part in targets(shares).items()}
    for share in shares:
        at_bound = share.fraction * total
        if share.bound is Bound.AT_LEAST and goals[share.code] < ceil(at_bound):
            goals[share.code] = Fraction(ceil(at_bound))
        elif share.bound is Bound.AT_MOST and goals[share.code] > floor(at_bound):
            goals[share.code] = Fraction(floor(at_bound))
    return goals


def by_code(shares: Sequence[Share]) -> dict[str, Share]:
    """The shares by their codes, in their order."""
    return {share.code: share for share in shares}


def in_force(code: str, shares: Sequence[Share]) -> str:
    """The code while the strategy asks for such a share; empty when it does not, or no longer."""
    return code if any(share.code == code for share in shares) else ""


def credited(shares: Sequence[Share]) -> list[str]:
    """Codes of the shares that bring the news of others, and name whose it is."""
    return [share.code for share in shares if share.credited]


def serving(purpose: str, shares: Sequence[Share]) -> list[str]:
    """Codes of the shares whose posts usually serve a purpose."""
    return [share.code for share in shares if share.purpose == purpose]
