"""Several small signs together: what no rule names, but weighs like the urgent comments we know. It only ever raises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .lists import Hit
from .reading import Word


class Signs:
    """What each family of words and each single word weighs, as learned from labelled comments by `tools/triage_signs.py`."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}
        self.words: dict[str, float] = {}
        self.needed = float("inf")  # the sum from which a comment is raised
        self.of_harm: set[str] = set()  # families that speak of what one person does to another

    def learn(self, document: Mapping[str, float], needed: float, words: Mapping[str, float]) -> None:
        """Replace the weights of families and words, and what is needed."""
        self.weights |= document
        self.words |= words
        self.needed = needed

    def learn_harm(self, families: Iterable[str]) -> None:
        """Add families that speak of what one person does to another."""
        self.of_harm |= set(families)

    def speak_of_harm(self, places: Mapping[str, Sequence[Hit]]) -> bool:
        """Whether the signs of harm to somebody weigh more than all other signs of danger."""
        weighed = {family: weight for family in places if (weight := self.weights.get(family, 0)) > 0}
        harm = sum(weight for family, weight in weighed.items() if family in self.of_harm)
        return harm > sum(weighed.values()) - harm

    def raises(self, places: Mapping[str, Sequence[Hit]], comment: Sequence[Word]) -> Hit | None:
        """The place of the heaviest sign, when all together weigh enough."""
        weighed = [(self.weights[family], places[family][0]) for family in places if family in self.weights]
        at = {word.forms[0]: place for place, word in reversed(list(enumerate(comment)))}
        weighed += [(self.words[form], Hit("", place, place)) for form, place in at.items() if form in self.words]
        if not weighed or sum(weight for weight, _ in weighed) < self.needed:
            return None
        return max(weighed, key=lambda one: one[0])[1]
