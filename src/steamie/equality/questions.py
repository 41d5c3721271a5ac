"""The questions of an equality check, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry

SCREENED = "equality.screened"


@dataclass(frozen=True, slots=True)
class EqualityQuestion:
    """One question, and what its answers mean."""

    code: str
    words: str
    good: str  # the answer that lets it go on
    hint: str = ""
    assess: bool = False  # whether any other answer asks for an impact assessment
    past: bool = False  # asked no longer


def _read(table: dict[str, Any]) -> tuple[EqualityQuestion, ...]:
    return tuple(EqualityQuestion(**row) for row in table["questions"])


def _wrong(read: tuple[EqualityQuestion, ...]) -> Iterator[str]:
    if all(question.past for question in read):
        yield "One question must stay: what is never asked was never checked."


_ANSWERS = [("yes", "Yes"), ("no", "No")]
QUESTIONS = register(
    Particular(
        code="equality",
        label="Equality check",
        about="What is asked before a page, vacancy, consultation or campaign goes public.",
        capability=SCREENED,
        shipped=files(__package__) / "questions.toml",
        read=_read,
        sections=(
            ListSection(
                "questions",
                "Questions",
                (
                    RowColumn(
                        "words", "The question", RowEntry.WORDS, "What was answered before stays as it was asked.", most=200
                    ),
                    RowColumn("hint", "A few words under it", needed=False, most=200),
                    RowColumn("good", "The answer that lets it go on", RowEntry.ONE_OF, choices=lambda: _ANSWERS),
                    RowColumn("assess", "Any other answer asks for an impact assessment", RowEntry.TICK),
                ),
            ),
        ),
        problems=_wrong,
    )
)


def questions() -> tuple[EqualityQuestion, ...]:
    """Every question that is asked, in its order."""
    return tuple(question for question in QUESTIONS.current() if not question.past)
