"""The words of a post cut where the check asks about them, so that each question is marked under the text it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .checks import FindingQuestion


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the text. ``number``: of the question about it; 0 for plain words."""

    words: str
    number: int = 0
    tone: str = ""


def marked(text: str, questions: Sequence[FindingQuestion]) -> list[MarkedPiece]:
    """The text in pieces, in order; empty where no question is about words of it. ``questions``: numbered from 1, as shown."""
    places = sorted(_places(text, questions))
    if not places:
        return []
    pieces, at = [], 0
    for start, end, number in places:
        if start >= at:
            pieces += [MarkedPiece(text[at:start]), MarkedPiece(text[start:end], number, questions[number - 1].tone)]
            at = end
    return [piece for piece in (*pieces, MarkedPiece(text[at:])) if piece.words]


def _places(text: str, questions: Sequence[FindingQuestion]) -> Iterator[tuple[int, int, int]]:
    """Where each question's words stand: where the check saw them, else where they are first."""
    for number, question in enumerate(questions, start=1):
        words, start = question.finding.words, question.finding.start
        if words and text[start : start + len(words)] != words:
            start = text.find(words)
        if words and start >= 0:
            yield start, start + len(words), number
