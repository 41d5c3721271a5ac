"""What a comment is about and whether it is urgent: rules of families that stand near each other, with what to do."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from steamie.rules.triage.grievances import Grievances
from steamie.rules.triage.languages import Language, read_language
from steamie.rules.triage.leanings import Leanings
from steamie.rules.triage.lists import Hit, Lists
from steamie.rules.triage.reading import Word, folded, words
from steamie.rules.triage.signs import Signs

#: Every kind a comment may be of, what a person must see first at the front: of several that hold, the first is primary.
KINDS = (
    "safeguarding", "urgent-danger", "breach", "hate", "info", "complaint", "damp", "asb",
    "repair", "spam", "compliment", "question", "opinion", "offtopic",
)  # fmt: skip
URGENT = frozenset({"safeguarding", "urgent-danger"})
HARMLESS = "harmless"
IN_ANOTHER_LANGUAGE = "in another language"  # ends the name of a rule that understands a comment we cannot read
UNREAD, BY_A_MODEL = "a language nobody here reads", "a model raised it"
SEVERAL_SIGNS, SIGNS_OF_HARM = "several signs together", "several signs of harm to somebody"
READS_LIKE = "it reads like others of its kind"
COMPLAINT, COMPLIMENT, MAY_BE_A_COMPLAINT = "complaint", "compliment", "it reads like a complaint"
NEAR = 9
SHOWN = 160  # letters of the comment that a reason quotes at most
LISTS = Path(__file__).parent / "data"

Places = Mapping[str, list[Hit]]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that holds, and the words of the comment that moved it."""

    rule: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules make of a comment; a person may overrule it.

    `person_first`: nobody here reads its language. `guessed`: no rule places it, and its words alone say what it is.
    """

    urgent: bool
    primary: str
    labels: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    what_to_do: tuple[str, ...] = ()
    what_not_to_do: tuple[str, ...] = ()
    person_first: bool = False
    guessed: bool = False

    @property
    def moved_by(self) -> tuple[str, ...]:
        """The words of the comment that a rule stands on, each once: what it only reads like is none."""
        return tuple(dict.fromkeys(one.words for one in self.reasons if one.words and one.rule != MAY_BE_A_COMPLAINT))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the comment that moved it to its first kind, each once."""
        return tuple(dict.fromkeys(reason.words for reason in self.reasons if reason.kind == self.primary))


@dataclass(frozen=True, slots=True)
class TriageRule:
    """Families within `near` words of each other, in one sentence unless `across`; those of `unless` there stop it."""

    name: str
    kind: str
    together: tuple[tuple[str, ...], ...]
    near: int = NEAR
    across: bool = False
    unless: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do and what not to do about one sort of danger, in a landlord's words."""

    do: str
    avoid: str


RuleAt = tuple[TriageRule, Hit]  # a rule that holds, and where


class Rulebook:
    """All lists and rules, those of the house and a landlord's own."""

    def __init__(self) -> None:
        self.lists = Lists()
        self.rules: dict[str, TriageRule] = {}
        self.advice: dict[str, Advice] = {}
        self.written_as: dict[str, tuple[str, ...]] = {}
        self.signs = Signs()
        self.leanings = Leanings()
        self.grievances = Grievances()
        self.models: list[Callable[[str], bool]] = []  # each may raise what the rules left low, and never lowers anything

    def learn(self, document: Mapping[str, Any]) -> None:
        """Add a document of lists (`families`, `spellings`), `rules` and `advice`; a rule of the same name is replaced."""
        for written, usual in document.get("spellings", {}).items():
            self.written_as[folded(written)] = tuple(usual.split())
        self.lists.learn(document.get("families", {}), self.written_as)
        for name, rule in document.get("rules", {}).items():
            self.rules[name] = _rule(name, rule)
        if signs := document.get("signs"):
            self.signs.learn(signs["weights"], signs["needed"], signs.get("words", {}))
        if leanings := document.get("leanings"):
            self.leanings.learn(leanings["kinds"], leanings["needed"])
        if grievances := document.get("grievances"):
            self.grievances.learn(grievances)
        self.signs.learn_harm(document.get("signs_of_harm", {}).get("families", ()))
        self.advice |= {name: Advice(**one) for name, one in document.get("advice", {}).items()}

    def judge(self, text: str) -> Judged:
        """What the comment is: its kinds, whether it is urgent, why, and what to do."""
        comment = words(text, self.written_as)
        hits = list(self.lists.hits(comment))
        places = standing(hits)
        holding = [(rule, at) for rule in self.rules.values() if (at := _holds(rule, places, comment)) is not None]
        if not any(rule.kind in URGENT for rule, _ in holding):
            holding += self._raised(text, comment, places, holding, read_language(comment, hits))
        if not holding and (leaning := self.leanings.of(places, comment)):
            holding = [(TriageRule(READS_LIKE, leaning[0], ()), leaning[1])]
        perhaps = self._grieved(places, comment, holding)
        return self._summed_up(text, comment, holding, perhaps, person_first=read_language(comment, hits).unread)

    def _grieved(self, places: Places, comment: Sequence[Word], holding: list[RuleAt]) -> RuleAt | None:
        """That a comment reads like a complaint: a kind beside the others, or, when it is sure, one that goes before them."""
        kinds = {rule.kind for rule, _ in holding}
        if COMPLAINT in kinds or kinds & URGENT or not (raised := self.grievances.raises(places, comment)):
            return None
        at, sure = raised
        perhaps = (TriageRule(MAY_BE_A_COMPLAINT, COMPLAINT, ()), at)
        if not sure:  # what a rule knows as thanks is not doubted for less
            return None if COMPLIMENT in kinds else perhaps
        holding.append(perhaps)
        return None

    def _raised(
        self, text: str, comment: Sequence[Word], places: Places, holding: Sequence[RuleAt], reading: Language
    ) -> list[RuleAt]:
        """What raises a comment that no rule calls urgent: its language, several signs together, or a model that was added."""
        whole = Hit("", 0, len(comment) - 1)
        understood = any(rule.name.endswith(IN_ANOTHER_LANGUAGE) for rule, _ in holding)
        if reading.danger or (reading.unread and not understood):
            return [(self.rules[UNREAD], whole)]
        if signs := self.signs.raises(places, comment):
            return [(self.rules[SIGNS_OF_HARM if self.signs.speak_of_harm(places) else SEVERAL_SIGNS], signs)]
        return [(self.rules[BY_A_MODEL], whole)] if any(raises(text) for raises in self.models) else []

    def _summed_up(
        self, text: str, comment: Sequence[Word], holding: list[RuleAt], perhaps: RuleAt | None, *, person_first: bool
    ) -> Judged:
        kinds = _settled({rule.kind for rule, _ in holding})
        labels = tuple(kind for kind in KINDS if kind in kinds) or ("offtopic",)
        holding.sort(key=lambda one: KINDS.index(one[0].kind))
        if perhaps:
            labels, holding = (*labels, perhaps[0].kind), [*holding, perhaps]
        advice = [self.advice[name] for name in dict.fromkeys(rule.advice for rule, _ in holding if rule.advice)]
        return Judged(
            urgent=not URGENT.isdisjoint(labels),
            primary=labels[0],
            labels=labels,
            reasons=tuple(_reason(rule, at, comment, text) for rule, at in holding if rule.kind in labels),
            what_to_do=tuple(one.do for one in advice),
            what_not_to_do=tuple(one.avoid for one in advice),
            person_first=person_first,
            guessed={rule.name for rule, _ in holding} <= {READS_LIKE, MAY_BE_A_COMPLAINT} and bool(holding),
        )


def _settled(kinds: set[str]) -> set[str]:
    """The kinds without those that the others explain: an angry question is no question, thanks inside a complaint are none."""
    serious = kinds & set(KINDS[: KINDS.index("spam")])
    if serious:
        return serious
    return kinds - {"question"} if kinds & {"spam", "compliment"} else kinds


def _rule(name: str, rule: Mapping[str, Any]) -> TriageRule:
    together = tuple(tuple(families.split(" + ")) for families in rule.get("together", ()))
    unless = tuple(rule.get("unless", ()))
    return TriageRule(
        name, rule["kind"], together, rule.get("near", NEAR), rule.get("across", False), unless, rule.get("advice", "")
    )


def standing(hits: Sequence[Hit]) -> Places:
    """The hits by family, without those inside a harmless compound; a longer phrase outweighs the harmless one in it."""
    harmless: dict[int, Hit] = {}
    for hit in hits:
        if hit.family == HARMLESS:
            harmless |= dict.fromkeys(range(hit.first, hit.last + 1), hit)
    places: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        masks = [harmless[at] for at in range(hit.first, hit.last + 1) if at in harmless]
        if all(hit.last - hit.first > mask.last - mask.first for mask in masks):
            places[hit.family].append(hit)
    return places


def _holds(rule: TriageRule, places: Places, comment: Sequence[Word]) -> Hit | None:
    for families in rule.together:
        if all(family in places for family in families):
            for at in _near_each_other(rule, [places[family] for family in families], comment):
                if not _stopped(rule, at, places, comment):
                    return at
    return None


def _near_each_other(rule: TriageRule, groups: list[list[Hit]], comment: Sequence[Word]) -> Iterable[Hit]:
    """Every stretch in which one hit of each group stands: each hit of the shortest group with the nearest of the others."""
    anchors, *others = sorted(groups, key=len)
    for anchor in anchors:
        stretch: Hit | None = anchor
        for group in others:
            stretch = stretch and _joined(rule, anchor, stretch, group, comment)
        if stretch is not None:
            yield stretch


def _joined(rule: TriageRule, anchor: Hit, stretch: Hit, group: list[Hit], comment: Sequence[Word]) -> Hit | None:
    at = bisect_left(group, anchor.first, key=lambda hit: hit.first)
    near = (
        hit for hit in group[max(0, at - 2) : at + 2] if abs(hit.first - anchor.first) <= rule.near + anchor.last - anchor.first
    )
    for hit in sorted(near, key=lambda hit: abs(hit.first - anchor.first)):
        if rule.across or comment[hit.first].sentence == comment[anchor.first].sentence:
            return Hit("", min(stretch.first, hit.first), max(stretch.last, hit.last))
    return None


def _stopped(rule: TriageRule, at: Hit, places: Places, comment: Sequence[Word]) -> bool:
    sentences = range(comment[at.first].sentence, comment[at.last].sentence + 1)
    stoppers = (name for name in rule.unless if name in places)
    return any(comment[hit.first].sentence in sentences for name in stoppers for hit in places[name])


def _reason(rule: TriageRule, at: Hit, comment: Sequence[Word], text: str) -> Reason:
    if not comment:
        return Reason(rule.name, rule.kind, "")
    return Reason(rule.name, rule.kind, text[comment[at.first].start : comment[at.last].end][:SHOWN])


def rulebook(*own: Path) -> Rulebook:
    """The house's lists and rules, then a landlord's own files (TOML of the same shape), in the order given."""
    book = Rulebook()
    for path in (LISTS / "spellings.toml", *sorted(set(LISTS.glob("*.toml")) - {LISTS / "spellings.toml"}), *own):
        book.learn(tomllib.loads(path.read_text(encoding="utf-8")))
    return book


@cache
def house_rules() -> Rulebook:
    """The rules of the house alone, read once in a process."""
    return rulebook()


def judge(text: str) -> Judged:
    """What the house's rules make of a comment."""
    return house_rules().judge(text)
