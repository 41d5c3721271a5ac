"""Whether a comment reads like a complaint, whatever its words, as learned from labelled comments: it only ever raises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .lists import Hit
from .reading import Word

SHORTEST = 4  # words: fewer say too little to read a mood from
EDGE = ""  # stands before the first word and after the last


class Grievances:
    """What families, single words and pairs of words weigh for a complaint; made by `tools/triage_grievances.py`."""

    def __init__(self) -> None:
        self.families: dict[str, float] = {}
        self.wordings: dict[str, float] = {}  # a word, or two with a space between
        self.bias = 0.0
        self.needed = float("inf")  # log odds from which a comment may be a complaint
        self.sure = float("inf")  # log odds from which it is one before it is thanks, a question or an opinion

    def learn(self, document: Mapping[str, object]) -> None:
        """Replace what is known: `bias`, `needed`, `sure`, and `families` and `wordings` as "still waiting 0.80, tap -0.41"."""
        self.bias, self.needed, self.sure = (float(str(document[name])) for name in ("bias", "needed", "sure"))
        self.families = dict(_weights(str(document["families"])))
        self.wordings = dict(_weights(str(document["wordings"])))

    def raises(self, places: Mapping[str, Sequence[Hit]], comment: Sequence[Word]) -> tuple[Hit, bool] | None:
        """The place of what speaks most for a complaint and whether it is sure, when all together weigh enough."""
        if len(comment) < SHORTEST:
            return None
        weighed = [(self.families[family], hits[0]) for family, hits in places.items() if family in self.families]
        at = {wording: hit for wording, hit in reversed(list(wordings(comment))) if wording in self.wordings}
        weighed += [(self.wordings[wording], hit) for wording, hit in at.items()]
        odds = self.bias + sum(weight for weight, _ in weighed)
        if not weighed or odds < self.needed:
            return None
        return max(weighed, key=lambda one: one[0])[1], odds >= self.sure


def wordings(comment: Sequence[Word]) -> Iterator[tuple[str, Hit]]:
    """Every word and every two that stand side by side, each with its place."""
    before = EDGE
    for place, word in enumerate(comment):
        form = word.forms[0]
        yield form, Hit("", place, place)
        yield f"{before} {form}", Hit("", max(place - 1, 0), place)
        before = form
    if comment:
        yield f"{before} {EDGE}", Hit("", len(comment) - 1, len(comment) - 1)


def _weights(written: str) -> Iterator[tuple[str, float]]:
    for piece in written.split(", "):
        name, _, weight = piece.rpartition(" ")
        if weight:
            yield name, float(weight)
