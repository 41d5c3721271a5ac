"""The strategy document as data: what it says, in its own words and in reading order (S-01)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steamie.rules.shares import Share

CLAUSES = tuple(f"S-{number:02d}" for number in range(1, 82))
"""Every clause of F.08, in order."""

ROOMS = frozenset(
    [
        "people",
        "evidence",
        "strategy",
        "channels",
        "complaints",
        "content",
        "conversations",
        "services",
        "website",
        "monitoring",
        "desk",
    ]
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a strategy file."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.field}: {self.message}"


class Malformed(Exception):
    """The file cannot be a strategy; ``problems`` names every line and field at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda one: (one.line, one.field))
        super().__init__("\n".join(str(one) for one in self.problems))


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words as printed, what the software must do, and the room that keeps it."""

    id: str
    heading: str
    text: str
    must: str
    room: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, the whole of a clause or of none."""

    text: str
    clause: str = ""

    @property
    def lines(self) -> list[str]:
        """The text as printed, line by line."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list or a heading: ``items`` holds one run of spans for each paragraph or list item."""

    kind: str
    items: tuple[tuple[Span, ...], ...]
    anchor: str = ""

    @property
    def text(self) -> str:
        """The words of the first item: all of a paragraph or heading."""
        return " ".join(span.text for span in self.items[0])


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the paper and what stands under it."""

    id: str
    heading: str
    label: str  # what the desk calls it, where the paper has no heading
    listed: bool  # in the paper's own table of contents
    blocks: tuple[Block, ...]

    @property
    def clauses(self) -> list[str]:
        """The clauses of this section in reading order."""
        return [span.clause for block in self.blocks for item in block.items for span in item if span.clause]

    @property
    def subheadings(self) -> list[Block]:
        """Headings inside the section that the contents list names."""
        return [block for block in self.blocks if block.anchor]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the Association is (S-07)."""

    name: str
    short_name: str
    address: str
    telephone: str
    email: str
    website: str
    regulator_number: str
    charity_number: str
    fca_number: str
    factor_number: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A purpose or an audience: posts keep the code."""

    code: str
    label: str
    clause: str


@dataclass(frozen=True, slots=True)
class Objective:
    """A numbered objective of the Association."""

    number: int
    clause: str


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform with its mission, aim and outputs, as clauses."""

    code: str
    name: str
    mission: tuple[str, ...]
    aim: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """How often the strategy is reviewed (S-80, S-81)."""

    first_after_years: int
    then_every_years: int
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A strategy, whole."""

    source: str
    code: str
    title: str
    strapline: str
    reviewed: date
    due: date  # the last day that is still in time
    due_words: str
    formats: tuple[str, ...]
    formats_statement: tuple[str, ...]
    equality_statement: str
    identity: Identity
    offices: dict[str, str]
    review: ReviewRule
    parts: dict[str, tuple[str, ...]]
    purposes: tuple[Coded, ...]
    objectives: tuple[Objective, ...]
    audiences: tuple[Coded, ...]
    platforms: tuple[Platform, ...]
    shares: tuple[Share, ...]  # of content; none when the document asks for none
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file, byte for byte."""
        return digest(self.source)

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Clauses by their id."""
        return {clause.id: clause for clause in self.clauses}

    def clause(self, number: str) -> Clause:
        """One clause; raises ``KeyError`` for an id the document does not have."""
        return self.by_id[number]

    @cached_property
    def _places(self) -> dict[str, tuple[Section, tuple[Span, ...]]]:
        return {
            span.clause: (section, item)
            for section in self.sections
            for block in section.blocks
            for item in block.items
            for span in item
            if span.clause
        }

    def section_of(self, number: str) -> Section:
        """The section a clause stands in."""
        return self._places[number][0]

    def around(self, number: str) -> tuple[Span, ...]:
        """The paragraph or list item a clause stands in, the clause among its neighbours."""
        return self._places[number][1]

    @property
    def contents(self) -> list[Section]:
        """The sections the paper's own table of contents lists."""
        return [section for section in self.sections if section.listed]


def digest(source: str) -> str:
    """The fingerprint of a strategy file."""
    return hashlib.sha256(source.encode()).hexdigest()
