"""What may be wrong with a draft, for whoever checks it: nothing here keeps it from anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from steamie.rules.segments import MARK, TextPart, marks_lost

from .models import Translation

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
NUMBER = re.compile(r"\d+")


def warnings(translation: Translation) -> list[str]:
    """A sentence for each thing that a checker should look at."""
    return [
        f"Part {number}: {words}"
        for number, (segment, translated) in enumerate(translation.pairs, start=1)
        if translated
        for words in _of(segment, translated)
    ]


def _of(segment: TextPart, translated: str) -> Iterator[str]:
    if lost := marks_lost(segment, translated):
        yield f"the link “{lost[0]}” is not in it."
    if tag := TAG.search(translated):
        yield f"“{tag[0]}” is read as it stands; it does nothing."
    numbers = {_western(number) for number in NUMBER.findall(MARK.sub("", translated))}
    if missing := [number for number in NUMBER.findall(MARK.sub("", segment.text)) if number not in numbers]:
        yield f"the number {missing[0]} is in the English and not in it."
    if translated == segment.text and len(segment.text.split()) > 3:
        yield "it is still the English."


def _western(number: str) -> str:
    """A number in our digits, whichever it was written in."""
    return "".join(str(int(digit)) for digit in number)
