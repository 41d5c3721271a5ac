"""What the wording check asks about a post, what was kept with a reason, and what passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from steamie.evidence.in_force import asked_by
from steamie.rules import wording
from steamie.rules.wording import Finding, FindingKind, ReadingAge
from steamie.rules.wording.findings import Subject
from steamie.rules.wording.people import people_named
from steamie.rules.wording.reading import AIM
from steamie.wording.vocabulary import Vocabulary, vocabulary

from . import composition as composing
from .composition import Composition, Lookup, lookup
from .models import Override, Post

_TITLES = {
    FindingKind.OFFENSIVE: "Words: this may offend",
    FindingKind.CONFRONTATIONAL: "Tone: this may start a quarrel",
    FindingKind.CONFIDENTIAL: "Personal data: this may point to someone",
    FindingKind.TOPIC: "Subject: people feel strongly about this",
    FindingKind.WINDOW: "Dates: take care on these days",
}


AVOID = "checks.avoid"
LOOKED_FOR = (
    "Looked for in the words, descriptions, credit and place: numbers of cards, banks, insurance, telephones, papers and cars; "
    "mail and home addresses; birthdays; children; private matters of a person; offensive words; threats, blame and sarcasm; "
    "subjects that divide; dates to take care on."
)
NOT_LOOKED_AT = (
    "Not looked at: what pictures and links show, words in other languages, and what only neighbours would understand. "
    "Read it once more yourself."
)
ALLOWABLE = frozenset({"phone", "e-mail", "address", "postcode"})


@dataclass(frozen=True, slots=True)
class FindingQuestion:
    """One finding as the person sees it: where it stands, and the override that keeps it, if any."""

    finding: Finding
    where: str
    override: Override | None = None

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return _TITLES[self.finding.kind]

    @property
    def firm(self) -> bool:
        """Whether approval waits for an answer. A sensitive topic is only pointed out: an opinion is no fault (S-69)."""
        return self.finding.kind is not FindingKind.TOPIC

    @property
    def waits(self) -> bool:
        """Whether it was kept for a reason and a second person must agree, because the harm would be grave."""
        return self.override is not None and self.finding.grave and self.override.confirmed_by_id is None

    @property
    def answered(self) -> bool:
        """Whether nothing more is asked about it."""
        return self.override is not None and not self.waits

    @property
    def may_be_allowed(self) -> bool:
        """Whether it may be somebody's public number, mailbox or address, to be let through from now on."""
        return self.finding.rule in ALLOWABLE and not self.override

    @property
    def tone(self) -> str:
        """How it is marked."""
        if self.answered:
            return "good"
        return "bad" if self.finding.firm or self.finding.grave else "warn"


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the check has to say about a post."""

    questions: Sequence[FindingQuestion]
    reading: ReadingAge
    passed: Sequence[tuple[str, str]]  # (what, in a few words; the detail)
    people: Sequence[str] = ()  # named with nothing private beside them: one quiet line
    sharp: str = ""  # words that may read sharper than they were meant: one quiet line, and no question

    @property
    def unresolved(self) -> list[FindingQuestion]:
        """Questions nobody has answered."""
        return [question for question in self.questions if not question.answered]

    @property
    def blocking(self) -> list[FindingQuestion]:
        """Unanswered questions that approval waits for."""
        return [question for question in self.unresolved if question.firm]

    @property
    def answered(self) -> list[FindingQuestion]:
        """Questions that were answered with a reason."""
        return [question for question in self.questions if question.answered]

    @property
    def short_heading(self) -> str:
        """The heading beside the words: "1 question"."""
        asked = len(self.unresolved)
        return f"{asked} question{'s'[: asked != 1]}" if asked else "No questions"

    @property
    def looked_for(self) -> str:
        """What every check looks for, and what none does."""
        return f"{LOOKED_FOR} {NOT_LOOKED_AT}"

    @property
    def people_named(self) -> str:
        """The people named with nothing private beside them, as they stand in a sentence."""
        *others, last = self.people or [""]
        return f"{', '.join(others)} and {last}" if others else last


def of_post(post: Post, words: Vocabulary | None = None) -> Checked:
    """Read a post as it now is."""
    composition = composing.of_post(post)
    return findings(composition, lookup(post), overrides=post.overrides.all(), words=words)


def findings(
    composition: Composition, named: Lookup, *, overrides: Iterable[Override] = (), words: Vocabulary | None = None
) -> Checked:
    """Read everything of a composition that will be public: headline, words, descriptions, credit and place.

    ``overrides``: what was asked about before and stays for a reason.
    """
    words = words or vocabulary()
    reasons = {(row.rule, row.words.casefold()): row for row in overrides}
    day = timezone.localdate(composition.due_at) if composition.due_at else None
    questions: dict[tuple[str, str], FindingQuestion] = {}
    for where, text in _texts(composition, named):
        for finding in wording.check(text, lists=words.lists, windows=words.windows, on=day, ours=words.ours):
            key = (finding.rule, finding.words[:300].casefold())
            questions.setdefault(key, FindingQuestion(finding, where, reasons.get(key)))
    longest = max(composition.words.values(), key=len, default="")
    age = wording.reading_age(longest)
    asked = list(questions.values())
    sharp = [part for _, text in _texts(composition, named) for part in wording.may_read_sharp(text, lists=words.lists)]
    people = list(_people(composition, named, asked))
    return Checked(asked, age, list(_passed(composition, asked, age)), people, next(iter(sharp), ""))


def _people(composition: Composition, named: Lookup, asked: Sequence[FindingQuestion]) -> Iterator[str]:
    """Each person named once, but for those a question names."""
    seen = " ".join(question.finding.words for question in asked if question.finding.subject is Subject.CONFIDENTIAL)
    yield from dict.fromkeys(name for _, text in _texts(composition, named) for name in people_named(text) if name not in seen)


def _texts(composition: Composition, named: Lookup) -> Iterator[tuple[str, str]]:
    yield "the headline", composition.title
    for channel, text in composition.words.items():
        yield str(named.channels[channel]), text
    for _, alt in composition.pictures:
        yield "the description of the picture", alt
    yield "the credit", composition.credit
    yield "the place", composition.event_place


def _passed(composition: Composition, questions: Iterable[FindingQuestion], age: ReadingAge) -> Iterator[tuple[str, str]]:
    kinds = {kind for question in questions for kind in question.finding.kinds}
    if FindingKind.CONFIDENTIAL not in kinds:
        yield (
            "No personal data",
            f"No number, address, child or private matter of a person was found{asked_by(AVOID, Subject.CONFIDENTIAL)}.",
        )
    if not kinds & {FindingKind.OFFENSIVE, FindingKind.CONFRONTATIONAL}:
        asked = asked_by(AVOID, Subject.OFFENSIVE, Subject.CONFRONTATIONAL)
        yield "Tone", f"Nothing offensive and nothing quarrelsome was found{asked}."
    if composition.pictures and all(alt.strip() for _, alt in composition.pictures):
        yield "Picture described", "It is read aloud to people who cannot see it."
    if age.within and age.age:
        yield "Plain words", f"Reading age about {age.age}. Our aim is {AIM} or below."
    if composition.link:
        yield "Link counted", f"Visits after this post will show in the report{asked_by('posts.link_to_website')}."
    if composition.credit:
        yield "Credited", f"With thanks to {composition.credit}."
