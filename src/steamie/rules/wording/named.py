"""A person beside a private matter: "Mrs Reilly is behind with her rent". A question about consent, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .folding import Folded
from .matters import Matter, matters, speaks_of_matters
from .persons import Mention, descriptions, mentions, sentences

_NEAR = 140  # characters between a person and what is said of them
_PRONOUN = re.compile(r"(?<!\w)(?:he|she|his|her|him)(?!\w)")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A person and what a sentence tells about them."""

    person: Mention
    matter: Matter

    @property
    def span(self) -> tuple[int, int]:
        """From the first word of both to the last."""
        if abs(self.person.start - self.matter.start) > 2 * _NEAR:
            return self.matter.start, self.matter.end
        return min(self.person.start, self.matter.start), max(self.person.end, self.matter.end)


def about_health(text: Folded) -> Iterator[tuple[int, int]]:
    """Where a person and their health stand together."""
    return (row.span for row in _disclosures(text) if row.matter.health and not row.person.described)


def about_named(text: Folded) -> Iterator[tuple[int, int]]:
    """Where a named person and another private matter stand together."""
    return (row.span for row in _disclosures(text) if not row.matter.health and not row.person.described)


def about_described(text: Folded) -> Iterator[tuple[int, int]]:
    """Where somebody every neighbour would know and a private matter stand together."""
    return (row.span for row in _disclosures(text) if row.person.described)


@lru_cache(maxsize=4)
def _disclosures(text: Folded) -> tuple[Disclosure, ...]:
    """One row for each sentence that tells something private, health before the rest."""
    if not speaks_of_matters(text.plain):
        return ()
    cased, rows, last = text.cased(), list[Disclosure](), (0, 0)
    for start, end in sentences(text.plain):
        if here := list(matters(text.plain, start, end)):
            row = _closest(mentions(cased, start, end), here) or _closest(descriptions(text.plain, start, end), here)
            rows += [row] if row else _carried_over(text.plain, cased, last, here)
        last = (start, end)
    return tuple(rows)


def _closest(persons: Sequence[Mention], told: Sequence[Matter]) -> Disclosure | None:
    """The first matter with a person near it: a surely named one, or one that something is plainly said of."""
    pairs = (
        Disclosure(person, matter)
        for matter in sorted(told[:MOST_MATTERS], key=lambda row: (not row.plain, not row.health))
        for person in sorted(persons[:MOST_MATTERS], key=lambda row: abs(row.start - matter.start))
        if (person.sure or matter.plain) and (matter.plain or not person.described)
    )
    return next((pair for pair in pairs if _apart(pair) <= _NEAR), None)


MOST_MATTERS = 12  # of one sentence: a longer row of them is no sentence


def _apart(pair: Disclosure) -> int:
    return max(pair.matter.start - pair.person.end, pair.person.start - pair.matter.end, 0)


def _carried_over(plain: str, cased: str, before: tuple[int, int], told: Sequence[Matter]) -> list[Disclosure]:
    """What is said of "she" in the sentence after her name. ``before``: where that sentence lies."""
    for matter in told[:MOST_MATTERS]:
        if matter.plain and _PRONOUN.search(plain, before[1], matter.end):
            named = any(one.sure for one in mentions(cased, *before))
            return [Disclosure(Mention(matter.start, matter.end, sure=True), matter)] if named else []
    return []
