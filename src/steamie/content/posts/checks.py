"""What the wording check asks about a post, what was kept with a reason, and what passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from steamie.evidence.in_force import asked_by
from steamie.rules import wording
from steamie.rules.wording import Finding, FindingKind, ReadingAge
from steamie.rules.wording.findings import Subject
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
    def tone(self) -> str:
        """How it is marked."""
        return "good" if self.override else ("bad" if self.finding.firm else "warn")


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the check has to say about a post."""

    questions: Sequence[FindingQuestion]
    reading: ReadingAge
    passed: Sequence[tuple[str, str]]  # (what, in a few words; the detail)

    @property
    def unresolved(self) -> list[FindingQuestion]:
        """Questions nobody has answered."""
        return [question for question in self.questions if question.override is None]

    @property
    def blocking(self) -> list[FindingQuestion]:
        """Unanswered questions that approval waits for."""
        return [question for question in self.unresolved if question.firm]

    @property
    def heading(self) -> str:
        """The heading of the panel: "1 question, 4 passed"."""
        asked = len(self.unresolved)
        questions = "no questions" if not asked else f"{asked} question{'s'[: asked != 1]}"
        return f"Checks: {questions}, {len(self.passed) + len(self.questions) - asked} passed"


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
    return Checked(list(questions.values()), age, list(_passed(composition, questions.values(), age)))


def _texts(composition: Composition, named: Lookup) -> Iterator[tuple[str, str]]:
    yield "the headline", composition.title
    for channel, text in composition.words.items():
        yield str(named.channels[channel]), text
    for _, alt in composition.pictures:
        yield "the description of the picture", alt
    yield "the credit", composition.credit
    yield "the place", composition.event_place


def _passed(composition: Composition, questions: Iterable[FindingQuestion], age: ReadingAge) -> Iterator[tuple[str, str]]:
    kinds = {question.finding.kind for question in questions}
    if FindingKind.CONFIDENTIAL not in kinds:
        yield (
            "No personal data",
            f"No address, telephone number, account or reference was found{asked_by(AVOID, Subject.CONFIDENTIAL)}.",
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
