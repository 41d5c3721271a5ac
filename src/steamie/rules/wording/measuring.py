"""How well the wording check finds what it should: recall and precision on phrases labelled before anyone read the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .findings import Finding, FindingKind, Subject


@dataclass(frozen=True, slots=True)
class Phrase:
    """One labelled phrase. ``label`` is "offensive", "confrontational", "confidential", or "plain": nothing to find in it."""

    text: str
    label: str
    sort: str
    held_out: bool  # never looked at when the rules were mended

    @property
    def subject(self) -> Subject | None:
        """The subject whose check should ask about it; None for a plain one."""
        return Subject(self.label) if self.label in set(Subject) else None


@dataclass(frozen=True, slots=True)
class TriedPhrase:
    """A phrase and what the check said about it."""

    phrase: Phrase
    findings: Sequence[Finding]

    @property
    def asked(self) -> frozenset[Subject]:
        """The subjects it was asked about under."""
        return frozenset(finding.subject for finding in self.findings if finding.kind is not FindingKind.WINDOW)

    @property
    def missed(self) -> bool:
        """It should have been asked about and was not."""
        return self.phrase.subject is not None and self.phrase.subject not in self.asked

    @property
    def wrong(self) -> bool:
        """It was asked about under a subject it has nothing to do with."""
        return bool(self.asked - {self.phrase.subject})

    @property
    def right(self) -> bool:
        """Exactly as labelled."""
        return not self.missed and not self.wrong


@dataclass(frozen=True, slots=True)
class CheckScore:
    """What one subject's check found of what it should, and what it asked about for nothing."""

    noticed: int
    labelled: int
    wrong: int
    others: int  # phrases without this label

    @property
    def recall(self) -> float:
        """The share of labelled phrases it found, from 0 to 1."""
        return self.noticed / self.labelled if self.labelled else 0.0

    @property
    def precision(self) -> float:
        """The share of its questions that were worth asking, from 0 to 1."""
        return self.noticed / (self.noticed + self.wrong) if self.noticed + self.wrong else 0.0

    @property
    def recall_percent(self) -> int:
        """Recall in whole percent, rounded down: never flattering."""
        return int(100 * self.recall)

    @property
    def precision_percent(self) -> int:
        """Precision in whole percent, rounded down."""
        return int(100 * self.precision)


def measure(phrases: Iterable[Phrase], check: Callable[[str], Sequence[Finding]]) -> tuple[TriedPhrase, ...]:
    """Try every phrase."""
    return tuple(TriedPhrase(phrase, check(phrase.text)) for phrase in phrases)


def score(tried: Iterable[TriedPhrase], subject: Subject) -> CheckScore:
    """The score of one subject's check over these phrases."""
    rows = list(tried)
    labelled = [row for row in rows if row.phrase.subject is subject]
    noticed = sum(subject in row.asked for row in labelled)
    wrong = sum(subject in row.asked for row in rows) - noticed
    return CheckScore(noticed, len(labelled), wrong, len(rows) - len(labelled))
