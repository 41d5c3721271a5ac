"""What the wording check answers with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Subject(StrEnum):
    """What a strategy may ask posts to avoid."""

    OFFENSIVE = "offensive"
    CONFRONTATIONAL = "confrontational"
    CONFIDENTIAL = "confidential"


class FindingKind(StrEnum):
    """What sort of second thought a finding asks for."""

    OFFENSIVE = "offensive"
    CONFRONTATIONAL = "confrontational"
    CONFIDENTIAL = "confidential"
    TOPIC = "topic"
    WINDOW = "window"

    @property
    def subject(self) -> Subject:
        """What it belongs to, of the subjects a strategy may ask to avoid."""
        return Subject(self.value) if self.value in set(Subject) else Subject.CONFRONTATIONAL


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words of the text, and why to look at them again. ``firm``: personal data, take it out."""

    rule: str  # "phone", "offensive": what an override is kept for
    kind: FindingKind
    words: str  # exactly as they stand in the text
    start: int  # in the text as given
    end: int
    reason: str
    firm: bool = False
    grave: bool = False  # unequal harm: it goes, or a second person answers for it
    softer: str = ""  # words to use instead, when we know some
    also: FindingKind | None = None  # what it is besides: who insults also quarrels, and a threat also offends

    @property
    def subject(self) -> Subject:
        """What this finding belongs to, of the subjects a strategy may ask to avoid."""
        return self.kind.subject

    @property
    def kinds(self) -> frozenset[FindingKind]:
        """Every sort of second thought it asks for."""
        return frozenset({self.kind, self.also or self.kind})


@dataclass(frozen=True, slots=True)
class Window:
    """Days on which some subjects need care. No words: every post of those days is asked about."""

    title: str
    first: date
    last: date
    words: Sequence[str]
    reason: str
