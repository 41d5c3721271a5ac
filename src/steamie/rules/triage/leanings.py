"""What a comment that no rule places most likely is about, by its words, as learned from labelled comments: a first guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .lists import Hit
from .reading import Word


class Leanings:
    """What each family of words and each single word weighs for each kind; made by `tools/triage_signs.py`."""

    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = {}  # by family or word, then by kind
        self.bias: dict[str, float] = {}
        self.needed = float("inf")  # log odds from which a kind is taken

    def learn(self, document: Mapping[str, Mapping[str, object]], needed: float) -> None:
        """Replace what is known: for each kind its ``bias``, and its ``families`` and ``words`` as "door 0.41, tap 0.80"."""
        self.needed = needed
        for kind, one in document.items():
            self.bias[kind] = float(str(one["bias"]))
            for sort in ("families", "words"):
                for name, weight in _weights(str(one[sort])):
                    self.weights.setdefault(_key(name, sort), {})[kind] = weight

    def of(self, places: Mapping[str, Sequence[Hit]], comment: Sequence[Word]) -> tuple[str, Hit] | None:
        """The likeliest kind, and the place of what speaks most for it; None where nothing speaks for any."""
        present = {_key(family, "families"): hits[0] for family, hits in places.items()}
        present |= {_key(word.forms[0], "words"): Hit("", place, place) for place, word in reversed(list(enumerate(comment)))}
        weighed = [(self.weights[key], hit) for key, hit in present.items() if key in self.weights]
        odds = {kind: bias + sum(by_kind.get(kind, 0) for by_kind, _ in weighed) for kind, bias in self.bias.items()}
        kind = max(odds, key=lambda one: odds[one], default="")
        if not weighed or odds[kind] < self.needed:
            return None
        return kind, max(weighed, key=lambda one: one[0].get(kind, 0))[1]


def _weights(written: str) -> Iterable[tuple[str, float]]:
    for piece in written.replace("\n", " ").split(", "):
        name, _, weight = piece.strip().rpartition(" ")
        if name:
            yield name, float(weight)


def _key(name: str, sort: str) -> str:
    return f"#{name}" if sort == "families" else name
