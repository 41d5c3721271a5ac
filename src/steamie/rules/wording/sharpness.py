"""How much a sentence reads like ones that hurt or provoke, by weights learned from drafts of our own (S-66, S-67).

The rules come first. A sentence they have no question about is asked about when it weighs enough; what weighs less is one
quiet line beside the draft. In a sentence that is calm by its weight, a turn of phrase is taken for a harmless one. Opinions
are not learned as sharp, and must not be (S-69).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .folding import Folded

WEIGHTS = Path(__file__).parent / "word_files" / "sharpness.txt"
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[?!]")
PIECES = (4, 5)  # letters of a piece of a word
LONGEST = 30  # words weighed together: a longer sentence is weighed in parts
ENOUGH = 10  # words and marks: shorter sentences are joined by the next
SHORTEST = 2  # words and marks: one alone at the end says no mood


@dataclass(frozen=True, slots=True)
class SharpnessWeights:
    """What each feature weighs, and from which sums a sentence is asked about, only mentioned, or beyond doubt calm."""

    bias: float
    sure: float
    likely: float
    calm: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WeighedPart:
    """A sentence, or part of a long one, with its place in the plain text and the log odds that it is sharp."""

    start: int
    end: int
    odds: float


def weighed(text: Folded) -> Iterator[WeighedPart]:
    """Every sentence with its weight; short ones are weighed together with those after them, for a few words say no mood."""
    part: list[re.Match[str]] = []
    for sentence in SENTENCE.finditer(text.plain):
        tokens = list(TOKEN.finditer(text.plain, *sentence.span()))
        for first in range(0, len(tokens), LONGEST):
            part += tokens[first : first + LONGEST]
            if len(part) >= ENOUGH:
                yield _weighed(part)
                part = []
    if len(part) >= SHORTEST:
        yield _weighed(part)


def _weighed(part: Sequence[re.Match[str]]) -> WeighedPart:
    return WeighedPart(part[0].start(), part[-1].end(), _odds(tuple(token[0] for token in part)))


def features(tokens: tuple[str, ...]) -> set[str]:
    """The words of a sentence, the pairs that stand side by side, and pieces of the words."""
    present = set(tokens)
    present.update(f"{one} {two}" for one, two in zip(("^", *tokens), (*tokens, "$"), strict=True))
    return present.union(*map(_pieces, tokens))


@lru_cache(maxsize=8192)
def _pieces(word: str) -> frozenset[str]:
    closed = f"<{word}>"
    return frozenset(closed[at : at + length] for length in PIECES for at in range(len(closed) - length + 1))


def _odds(tokens: tuple[str, ...]) -> float:
    known = weights()
    return known.bias + sum(known.features.get(feature, 0.0) for feature in features(tokens))


@cache
def weights() -> SharpnessWeights:
    """Read once in a process, when the first draft is checked."""
    lines = [line for line in WEIGHTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    named = {name: float(weight) for name, _, weight in (line.rpartition("\t") for line in lines)}
    return SharpnessWeights(named.pop("BIAS"), named.pop("SURE"), named.pop("LIKELY"), named.pop("CALM"), named)
