"""The paragraphs of the standard that a pack gives evidence for, and the clauses of the strategy in force that belong to each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from steamie.rules.clauses import Clause
from steamie.strategy.document import Document

SHIPPED = files(__package__) / "standard2.toml"


@dataclass(frozen=True, slots=True)
class StandardParagraph:
    """One paragraph, with the capabilities that are evidence for it."""

    number: str
    title: str
    capabilities: tuple[str, ...]

    def clauses(self, document: Document) -> list[Clause]:
        """The clauses of a strategy that are kept by one of them."""
        return [clause for clause in document.clauses if clause.keeps.control in self.capabilities]


@cache
def paragraphs() -> tuple[StandardParagraph, ...]:
    """All of them, in order."""
    rows = tomllib.loads(SHIPPED.read_text())["paragraphs"]
    return tuple(StandardParagraph(row["number"], row["title"], tuple(row["capabilities"])) for row in rows)


@cache
def name() -> str:
    """What the standard is called."""
    return str(tomllib.loads(SHIPPED.read_text())["name"])
