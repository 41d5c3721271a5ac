"""The paragraphs of a document, in Word, PDF or plain text, under its own headings. Limits come before the cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from . import opening, page_furniture
from .opener import NEXT_PAGE

LARGEST = 5_000_000  # bytes of a file
LONGEST = 300_000  # characters of words
NO_TEXT = "This is not plain text in UTF-8. Save it again with that encoding, or paste the words."
KINDS = (".docx", ".pdf", ".txt", ".toml")
BULLET = re.compile(r"^\s*(?:(?:[•▪◦‣·✓✔*–—-]|o(?=\s))\s*)+(?<=\s)(?=\S)")
NUMBERED = re.compile(
    r"^\s*\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?(?=[.)])|\d{1,3}(?:\.\d{1,3}){1,4}|[a-z](?=\)))[.)]{0,2}\s+(?=\S)"
)


class UnreadableDocument(Exception):
    """The document cannot be read; the message says why and what to do, in plain English."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the document: its words, the number it carries, and whether it is a heading or stands in a list."""

    words: str
    number: str = ""
    heading: bool = False
    listed: bool = False


def read(name: str, content: bytes) -> list[Paragraph]:
    """Every paragraph that has words. Raises ``UnreadableDocument``."""
    if len(content) > LARGEST:
        raise UnreadableDocument(f"This file is too large: {len(content) / 1e6:.1f} MB. A strategy in words has less than 5.")
    ending = PurePath(name.lower()).suffix
    readers = {".docx": _word, ".pdf": _pdf, ".txt": _plain}
    if ending not in readers:
        raise UnreadableDocument("This desk reads Word (.docx), PDF and text (.txt). Save the document as one of these.")
    try:
        paragraphs = [one for one in readers[ending](content) if one.words]
    except opening.CannotOpen as why:
        raise UnreadableDocument(str(why)) from why
    if sum(len(one.words) for one in paragraphs) > LONGEST:
        raise UnreadableDocument("This document is too long for a strategy. Choose the strategy itself, without its appendices.")
    if not paragraphs:
        raise UnreadableDocument(
            "No words were found in it. If it is a scan, ask for the file it was printed from, or paste the words."
        )
    return paragraphs


def read_text(words: str) -> list[Paragraph]:
    """Every paragraph of pasted words. Raises ``UnreadableDocument``."""
    return read("pasted.txt", words.encode())


def _word(content: bytes) -> Iterator[Paragraph]:
    for block in opening.word_blocks(content):
        if isinstance(block, opening.WordTable):
            yield from (_of_word(inner) for row in block.rows for cell in row for inner in cell)
        else:
            yield _of_word(block)


def _of_word(paragraph: opening.StyledParagraph) -> Paragraph:
    style, whole = paragraph.style.lower(), _looked_at(paragraph.words)
    heading = style.startswith(("heading", "title"))
    return Paragraph(whole.words, whole.number, heading, whole.listed or "list" in style)


def _pdf(content: bytes) -> Iterator[Paragraph]:
    pages = page_furniture.without(opening.pdf_text(content).split(NEXT_PAGE))
    yield from _lines(page_furniture.rejoined("\n".join(pages)))


def _plain(content: bytes) -> Iterator[Paragraph]:
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words:
            yield from _lines(words)
            return
    raise UnreadableDocument(NO_TEXT)


def _lines(words: str) -> Iterator[Paragraph]:
    """Lines put together to paragraphs: a new one begins after an empty line, at a number, a bullet or a heading."""
    gathered: list[str] = []
    for line in [*words.splitlines(), ""]:
        begins = not line.strip() or BULLET.match(line) or NUMBERED.match(line) or (gathered and _ends(gathered[-1], line))
        if begins and gathered:
            yield _looked_at(" ".join(gathered))
            gathered = []
        if line.strip():
            gathered.append(line.strip())


def _ends(before: str, line: str) -> bool:
    """Whether a line ends its paragraph: a sentence is over, or a short line without a stop stands above a new sentence."""
    if before.endswith((".", ":", ";", "!", "?")):
        return True
    return len(before) <= 60 and line[:1].isupper()


def _looked_at(written: str) -> Paragraph:
    words = " ".join(written.split())
    if match := NUMBERED.match(words):
        rest = words[match.end() :]
        return Paragraph(rest, match["number"], heading=_is_heading(rest), listed=True)
    if match := BULLET.match(words):
        return Paragraph(words[match.end() :], listed=True)
    return Paragraph(words, heading=_is_heading(words))


def _is_heading(words: str) -> bool:
    """A short line without a stop at its end, that begins with a capital."""
    return len(words) <= 60 and words[:1].isupper() and not words.endswith((".", ",", ";", "!", "?")) and len(words.split()) <= 9
