"""The strategy document as data: what it says, in its own words and in reading order. What it leaves out is empty or None."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from steamie.rules.clauses import Clause, Keeping
from steamie.rules.shares import Share

__all__ = ["Clause", "Keeping"]

TITLE = "title"  # the kind of block that is the document's own title, code and strapline


@dataclass(frozen=True, slots=True)
class StrategyProblem:
    """One thing wrong with a strategy file."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.field}: {self.message}"


class Malformed(Exception):
    """The file cannot be a strategy; ``problems`` names every line and field at once."""

    def __init__(self, problems: list[StrategyProblem]) -> None:
        self.problems = sorted(problems, key=lambda one: (one.line, one.field))
        super().__init__("\n".join(str(one) for one in self.problems))


@dataclass(frozen=True, slots=True)
class TextSpan:
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
    items: tuple[tuple[TextSpan, ...], ...]
    anchor: str = ""

    @property
    def text(self) -> str:
        """The words of the first item: all of a paragraph or heading."""
        return " ".join(span.text for span in self.items[0])

    @property
    def clause(self) -> str:
        """The clause of its first words; empty when they belong to none."""
        return next((span.clause for span in self.items[0] if span.clause), "")


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
    """Who the Association is. Each detail is optional: not every landlord is a charity, or a factor."""

    name: str = ""
    short_name: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    website: str = ""
    regulator_number: str = ""
    charity_number: str = ""
    fca_number: str = ""
    factor_number: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """A purpose or an audience: posts keep the code."""

    code: str
    label: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """A numbered objective of the Association."""

    number: int
    clause: str


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform the strategy names, with the clauses about it."""

    code: str
    name: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """How often the strategy is reviewed, in years; None where it does not say."""

    first_after_years: int | None = None
    then_every_years: int | None = None


@dataclass(frozen=True)
class Document:
    """A strategy, whole."""

    digest: str  # SHA-256 of the file it was read from
    schema: int  # of the file it was read from
    code: str
    title: str
    strapline: str = ""
    reviewed: date | None = None
    due: date | None = None  # the last day that is still in time
    formats: tuple[str, ...] = ()  # "in larger print": how else it can be asked for
    identity: Identity = field(default_factory=Identity)
    offices: Mapping[str, str] = field(default_factory=dict)
    review: ReviewRule = field(default_factory=ReviewRule)
    risks: tuple[str, ...] = ()  # the clauses that name a risk
    references: tuple[str, ...] = ()  # the clauses that name another document
    purposes: tuple[Coded, ...] = ()
    objectives: tuple[Objective, ...] = ()
    audiences: tuple[Coded, ...] = ()
    platforms: tuple[Platform, ...] = ()
    shares: tuple[Share, ...] = ()
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def name(self) -> str:
        """Its code, or its title where it has none: "Strategy F.08"."""
        return self.code or self.title

    @property
    def due_words(self) -> str:
        """The month of the next review as the paper gives it; empty when it gives none."""
        return f"{self.due:%B %Y}" if self.due else ""

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Clauses by their id."""
        return {clause.id: clause for clause in self.clauses}

    def clause(self, number: str) -> Clause:
        """One clause; raises ``KeyError`` for an id the document does not have."""
        return self.by_id[number]

    def kept_by(self, capability: str, which: str = "") -> list[Clause]:
        """The clauses that a capability keeps; with ``which``, those where a parameter has that value or names it."""
        matching = [clause for clause in self.clauses if clause.keeps.control == capability]
        return [clause for clause in matching if _names(clause, which)] if which else matching

    @cached_property
    def _places(self) -> dict[str, tuple[Section, tuple[TextSpan, ...]]]:
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

    def around(self, number: str) -> tuple[TextSpan, ...]:
        """The paragraph or list item a clause stands in, the clause among its neighbours."""
        return self._places[number][1]

    @property
    def prints_its_title(self) -> bool:
        """Whether its title stands among its own words, as on a front page."""
        return any(block.kind == TITLE for section in self.sections for block in section.blocks)

    @property
    def contents(self) -> list[Section]:
        """The sections the paper's own table of contents lists."""
        return [section for section in self.sections if section.listed]


def _names(clause: Clause, which: str) -> bool:
    return any(which == value or (isinstance(value, list) and which in value) for value in clause.keeps.parameters.values())


def digest(source: str) -> str:
    """The fingerprint of a strategy file."""
    return hashlib.sha256(source.encode()).hexdigest()
