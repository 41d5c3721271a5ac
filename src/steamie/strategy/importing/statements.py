"""A document split into statements: each keeps its own words and number, with what might keep it for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from steamie.rules.clauses import ClauseWay
from steamie.strategy.schemas.reading_order import NUMBER
from steamie.strategy.suggested import explains, suggest

from .extract import Paragraph

SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘'])")
PROMISES = re.compile(r"\b(will|must|shall|should)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the document, and what a person has said so far of what keeps it."""

    number: str
    text: str
    section: str = ""
    way: str = ClauseWay.NOTHING.value
    control: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    confirmed: bool = False
    owner: str = ""  # the office that answers for it

    @property
    def sure(self) -> bool:
        """Whether what is suggested can be confirmed as it is."""
        return self.way != ClauseWay.CONTROL or self.control != ""


def split(passages: Iterable[Paragraph]) -> tuple[str, list[Statement]]:
    """The document's title, and its statements in reading order, each with a suggestion and none confirmed."""
    remaining = list(passages)
    title = remaining[0].words if remaining and (remaining[0].heading or len(remaining[0].words) <= 120) else ""
    statements = list(_statements(remaining[1:] if title else remaining))
    return title, renumbered([suggested(one) for one in statements])


def _statements(passages: list[Paragraph]) -> Iterator[Statement]:
    section = ""
    for place, passage in enumerate(passages):
        if passage.heading and _has_words_under_it(passages, place):
            section = passage.words
            continue
        pieces = sentences(passage.words)
        for piece in pieces:
            yield Statement(passage.number if len(pieces) == 1 else "", piece, section)


def _has_words_under_it(passages: list[Paragraph], place: int) -> bool:
    """A heading has something under it that is no heading; a short last line of a list is a statement."""
    if passages[place].listed and "." not in passages[place].number:
        return False
    return any(not later.heading for later in passages[place + 1 : place + 3])


def sentences(words: str) -> list[str]:
    """A paragraph in pieces, where more than one of its sentences promises something; whole otherwise."""
    pieces = SENTENCES.split(words)
    return pieces if sum(bool(PROMISES.search(piece)) for piece in pieces) > 1 else [words]


def suggested(statement: Statement) -> Statement:
    """The statement with what its words suggest: a control, for reading, or nothing yet."""
    suggestion = suggest(statement.text)
    if suggestion:
        return replace(statement, way=ClauseWay.CONTROL.value, control=suggestion.control, parameters=dict(suggestion.parameters))
    way = ClauseWay.READING if explains(statement.text) else ClauseWay.NOTHING
    return replace(statement, way=way.value, control="", parameters={})


def renumbered(statements: list[Statement]) -> list[Statement]:
    """Each with the document's own number where it numbers its statements, no number twice; counted through otherwise."""
    own = [one.number for one in statements if NUMBER.fullmatch(one.number)]
    numbered = len(set(own)) == len(own) and 2 * len(own) >= len(statements)
    taken = set(own) if numbered else set()
    ready = []
    for place, one in enumerate(statements, start=1):
        number = one.number if numbered and one.number in taken and NUMBER.fullmatch(one.number) else ""
        number = number or next(name for name in _names(place) if name not in taken)
        taken.add(number)
        ready.append(replace(one, number=number))
    return ready


def _names(place: int) -> Iterator[str]:
    yield str(place)
    yield from (f"{place}-{again}" for again in range(2, 1000))


def to_data(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements as JSON can hold them."""
    return [asdict(one) for one in statements]


def from_data(data: Iterable[dict[str, Any]]) -> list[Statement]:
    """Statements again."""
    return [Statement(**one) for one in data]
