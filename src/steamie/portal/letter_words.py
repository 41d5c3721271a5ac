"""A letter on paper in the language of its reader: a register that a room above fills, for this room knows no translations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from steamie.evidence.registers import discover


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """What a page of a letter says; without paragraphs, nothing but a sentence that the language is missing."""

    language: str  # a tag
    direction: str
    heading: str = ""
    paragraphs: Sequence[str] = ()
    note: str = ""


Translator = Callable[[str, str, str], PrintedWords | None]
_register: list[Translator] = []


def translates_printed(translator: Translator) -> Translator:
    """Register the decorated function: it gets a tag, the heading and the words of a letter."""
    _register.append(translator)
    return translator


def printed_in(tag: str, heading: str, words: str) -> PrintedWords | None:
    """The letter in a language, or the sentence that it is not to be had in it; None for English and where nobody translates."""
    discover("printed_letters")
    return next((answer for translator in _register if (answer := translator(tag, heading, words))), None)
