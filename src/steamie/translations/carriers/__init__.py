"""Files that carry a text to a translator and back: XLIFF for translators' programs, Word and CSV for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from steamie.people.refusals import NotReady, Problem
from steamie.rules.segments import TextPart
from steamie.rules.written_languages import WrittenLanguage, languages, plain
from steamie.translations.sources import TranslatedText

from . import tables, xliff
from .carried import Carried, Pair

__all__ = ["KINDS", "Carried", "FileKind", "Pair", "aligned", "read"]
LARGEST = 5 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class FileKind:
    """How a text is written into a file of this kind."""

    label: str
    media_type: str
    write: Callable[[TranslatedText, WrittenLanguage, Sequence[str]], bytes]


KINDS = {
    "docx": FileKind("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", tables.to_word),
    "csv": FileKind("CSV", "text/csv; charset=utf-8", tables.to_csv),
    "xlf": FileKind("XLIFF", "application/xliff+xml", xliff.write),
}
READERS: dict[str, Callable[[bytes], Carried]] = {
    ".docx": tables.from_word,
    ".csv": tables.from_sheet,
    ".xlsx": tables.from_sheet,
    ".ods": tables.from_sheet,
    ".xlf": xliff.read,
    ".xliff": xliff.read,
}
ACCEPTED = ",".join(READERS)


def read(name: str, content: bytes, *, text: TranslatedText, language: WrittenLanguage) -> list[str]:
    """The translation of each part of a text, from a file. Raises ``NotReady`` with what to do."""
    reader = READERS.get(PurePath(name.lower()).suffix)
    if reader is None:
        raise _refused("This desk reads Word (.docx), CSV, Excel (.xlsx) and XLIFF (.xlf). Save the file as one of these.")
    if not content.strip():
        raise _refused("The file is empty. Choose another one.")
    if len(content) > LARGEST:
        raise _refused("The file is larger than 5 MB. Send the words alone, without pictures.")
    carried = reader(content)
    if carried.language and carried.language.lower() != language.tag.lower():
        there = next((one.name for tag, one in languages().items() if tag.lower() == carried.language.lower()), carried.language)
        raise _refused(f"This file is for {there}. You are bringing in {language.name}.")
    words = aligned(text.segments, carried.pairs)
    if not any(words):
        raise _refused(_nothing(text, carried))
    return words


def aligned(segments: Sequence[TextPart], pairs: Sequence[Pair]) -> list[str]:
    """The translation of each part, by its English; empty where the file has none, or has other English."""
    by_english = {_bare(english): plain(translated) for english, translated in pairs if translated.strip()}
    return [by_english.get(_bare(segment.text), "") for segment in segments]


def _nothing(text: TranslatedText, carried: Carried) -> str:
    if not any(translated.strip() for _, translated in carried.pairs):
        return "There is no translation in this file: its last column is empty."
    return f"None of the English in this file is in “{text.title}” as it is now. Take the file anew, and fill that in."


def _bare(words: str) -> str:
    return " ".join(words.lstrip("'").split())


def _refused(message: str) -> NotReady:
    return NotReady([Problem(message, "file")])
