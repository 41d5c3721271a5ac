"""The lists that rules look words up in: families, each a name with the words and phrases that mean it, in any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from steamie.rules.triage.reading import PIECE, Word, folded, usual_spellings

GAP = 3  # words that `~` in a phrase may skip
SHORTEST_STEM = 2
SHORTEST_MISSPELT = 7  # letters of a listed word that may be written with one letter left out, put in or swapped


@dataclass(frozen=True, slots=True)
class PhraseStep:
    """One word of a phrase: any of its spellings or beginnings, after up to `gap` other words."""

    exact: frozenset[str]
    stems: tuple[str, ...]
    gap: int = 0

    def fits(self, word: Word) -> bool:
        """Whether the word is one of this step's."""
        return any(form in self.exact or form.startswith(self.stems) for form in word.forms)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a family that stands in a comment, from one word to another, both included."""

    family: str
    first: int
    last: int


class Openings:
    """The phrases that begin with one word: those whose next word is plain are looked up by it, the others are tried."""

    def __init__(self) -> None:
        self.by_next: dict[str, list[tuple[str, tuple[PhraseStep, ...]]]] = defaultdict(list)
        self.others: list[tuple[str, tuple[PhraseStep, ...]]] = []

    def add(self, family: str, rest: tuple[PhraseStep, ...]) -> None:
        """Put a phrase in, without its first word."""
        if rest and not rest[0].gap and not rest[0].stems:
            for word in rest[0].exact:
                self.by_next[word].append((family, rest[1:]))
        else:
            self.others.append((family, rest))

    def hits(self, comment: Sequence[Word], place: int) -> Iterator[Hit]:
        """Every phrase of these that goes on from the word at `place`."""
        yield from _followed(self.others, comment, place, place)
        if self.by_next and place + 1 < len(comment) and comment[place + 1].sentence == comment[place].sentence:
            for form in dict.fromkeys(comment[place + 1].forms):
                yield from _followed(self.by_next.get(form, ()), comment, place, place + 1)


class Lists:
    """Every family, indexed by the first word of its phrases."""

    def __init__(self) -> None:
        self.exact: dict[str, Openings] = defaultdict(Openings)
        self.stems: dict[str, Openings] = defaultdict(Openings)
        self.misspelt: dict[str, str] = {}
        self.families: set[str] = set()

    def learn(self, families: Mapping[str, str], written_as: Mapping[str, tuple[str, ...]]) -> None:
        """Add phrases to families: `families` maps a name to phrases with commas between them."""
        for family, phrases in families.items():
            self.families.add(family)
            for phrase in phrases.split(","):
                if steps := list(_steps(phrase.split(), written_as)):
                    self._learn(family, steps)

    def _learn(self, family: str, steps: Sequence[PhraseStep]) -> None:
        first, *rest = steps
        for word in first.exact:
            self.exact[word].add(family, tuple(rest))
        for stem in first.stems:
            self.stems[stem].add(family, tuple(rest))
        for word in (*first.exact, *first.stems):
            if len(word) >= SHORTEST_MISSPELT and word.isalpha():
                self.misspelt.update(dict.fromkeys(_slips(word), word) | {word: word})

    def hits(self, comment: Sequence[Word]) -> Iterator[Hit]:
        """Every phrase of every family that stands in the comment."""
        for place, word in enumerate(comment):
            for openings in self._openings(word):
                yield from openings.hits(comment, place)

    def _openings(self, word: Word) -> Iterator[Openings]:
        looked_up = dict.fromkeys(word.forms)
        if word.forms[0] not in self.exact and (meant := self.misspelt.get(word.forms[0])):
            looked_up[meant] = None
        for form in looked_up:
            if form in self.exact:
                yield self.exact[form]
            for length in range(SHORTEST_STEM, len(form) + 1):
                if form[:length] in self.stems:
                    yield self.stems[form[:length]]


def _followed(
    phrases: Iterable[tuple[str, tuple[PhraseStep, ...]]], comment: Sequence[Word], first: int, place: int
) -> Iterator[Hit]:
    for family, rest in phrases:
        last = _follows(comment, place, rest)
        if last is not None:
            yield Hit(family, first, last)


def _steps(phrase: Sequence[str], written_as: Mapping[str, tuple[str, ...]]) -> Iterator[PhraseStep]:
    gap = 0
    for part in phrase:
        if part == "~":
            gap = GAP
        elif "|" in part or part.endswith("*"):
            yield _alternatives(part.split("|"), gap)
            gap = 0
        else:
            for forms in (forms for piece in PIECE.findall(part) for forms in usual_spellings(piece, written_as)):
                yield PhraseStep(frozenset(forms[:1]), (), gap)
                gap = 0


def _alternatives(spellings: Sequence[str], gap: int) -> PhraseStep:
    exact = frozenset(folded(word) for word in spellings if not word.endswith("*"))
    return PhraseStep(exact, tuple(folded(word[:-1]) for word in spellings if word.endswith("*")), gap)


def _follows(comment: Sequence[Word], place: int, rest: Sequence[PhraseStep]) -> int | None:
    """The place of the last word when the steps follow `place` in the same sentence."""
    sentence = comment[place].sentence
    for step in rest:
        nearby = range(place + 1, min(place + 2 + step.gap, len(comment)))
        following = next((at for at in nearby if comment[at].sentence == sentence and step.fits(comment[at])), None)
        if following is None:
            return None
        place = following
    return place


def _slips(word: str) -> Iterator[str]:
    """The word with one letter left out, doubled, or swapped with the next; the first letter stays."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
