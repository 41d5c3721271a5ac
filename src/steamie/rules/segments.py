"""A text in parts, as a translator gets it: headings, paragraphs and items of lists, with marks where links and emphasis are.

A link inside a part is written ``{1}words{/1}``: the translator moves the marks with the words. Nothing a translator writes is
markup; a mark that is not in the English is left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MARK = re.compile(r"\{(/?)(\d{1,3})\}")
PAIR = re.compile(r"\{(\d{1,3})\}(.*?)\{/\1\}", re.DOTALL)
LONGEST = 10_000  # characters of one part


@dataclass(frozen=True, slots=True)
class MarkedLink:
    """What one pair of marks stands for: "a" with its address, "b" or "i"."""

    tag: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """One part: what it is (title, lead, h2, h3, p, ul, ol), its words, and what its marks stand for."""

    role: str
    text: str
    marks: tuple[MarkedLink, ...] = ()

    def data(self) -> dict[str, Any]:
        """As it is kept."""
        return {"role": self.role, "text": self.text, "marks": [[mark.tag, mark.address] for mark in self.marks]}

    @property
    def is_long(self) -> bool:
        """Whether a box for it needs several lines."""
        return len(self.text) > 70


def of_data(rows: Iterable[Mapping[str, Any]]) -> tuple[TextPart, ...]:
    """Parts as they were kept."""
    return tuple(TextPart(row["role"], row["text"], tuple(MarkedLink(*mark) for mark in row["marks"])) for row in rows)


def digest(segments: Iterable[TextPart]) -> str:
    """The fingerprint of the words. Where a link leads is not part of it: the words stay true when a page moves."""
    words = [[segment.role, segment.text] for segment in segments]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def marks_lost(segment: TextPart, words: str) -> list[str]:
    """The English words of each link of a part that a translation of it has lost; emphasis may go."""
    pairs = {int(number): inner for number, inner in PAIR.findall(segment.text)}
    there = {int(number) for number, _ in PAIR.findall(words)}
    return [
        MARK.sub("", inner)
        for number, inner in pairs.items()
        if number not in there and 0 < number <= len(segment.marks) and segment.marks[number - 1].tag == "a"
    ]


def carried_over(old: Sequence[TextPart], words: Sequence[str], new: Sequence[TextPart]) -> list[str]:
    """The translation of each part of ``new`` whose English was in ``old``; empty for a part that is new or changed."""
    of_the_same = {segment.text: translated for segment, translated in zip(old, words, strict=True)}
    return [of_the_same.get(segment.text, "") for segment in new]
