"""Sentences of ours in another language, found by their English, also where a name, a day or a number stands in them.

Three dots in a sentence stand for what differs from page to page: ``Step … of 4`` is the English of ``Step 2 of 4``, and the
first dots of the translation are filled with what the first dots of the English were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .segments import MARK, PAIR

DOTS = "…"
APART = re.compile(f"({DOTS})")
INSIDE_MARKS = re.compile(r"(?P<opening>\{\d{1,3}\}) +| +(?P<closing>\{/\d{1,3}\})")
LETTER = re.compile(r"[^\W\d_]")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
HOUR = r", \d{1,2}(?::\d\d)?\s?(?:[ap]m|[ap]\.m\.)"
DAY = re.compile(rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* )?(\d{{1,2}}) ({'|'.join(MONTHS)})( \d{{4}})?({HOUR})?")


@dataclass(frozen=True, slots=True)
class _Pattern:
    shape: re.Pattern[str]
    words: str


class TranslatedPhrases:
    """The sentences that are translated into one language. Of two translations of one sentence the first holds."""

    def __init__(self, pairs: Iterable[tuple[str, str]], months: list[str] | None = None) -> None:
        whole: dict[str, str] = {}
        for english, words in pairs:
            if words:
                whole.setdefault(_tight(english), words)
        for english, words in list(whole.items()):
            for part, inner in _inside(english, words):
                whole.setdefault(part, inner)
        self.whole = whole
        self.months = months if months and len(months) == len(MONTHS) else []
        with_dots = sorted((english for english in whole if _is_shape(english)), key=len, reverse=True)
        self.patterns = [_Pattern(_shape(english), whole[english]) for english in with_dots]

    def of(self, english: str) -> str | None:
        """The translation of what stands on a page, what differs filled in; None where there is none."""
        english = _tight(english)
        if words := self.whole.get(english):
            return words
        if self.months and (day := DAY.fullmatch(english)):
            return f"{day[1]} {self.months[MONTHS.index(day[2])]}{day[3] or ''}{day[4] or ''}"
        for pattern in self.patterns:
            if fits := pattern.shape.fullmatch(english):
                values = iter(fits.groups())
                return "".join(self._value(next(values, DOTS)) if part == DOTS else part for part in APART.split(pattern.words))
        return self._in_two(english, ": ") or self._in_two(english, "? ")

    def _in_two(self, english: str, between: str) -> str | None:
        """A question and what is wrong with its answer, as the list of errors puts them together."""
        question, found, problem = english.partition(between)
        if not found:
            return None
        first = self.of(question + between.strip(": "))
        second = self.of(problem[:1].upper() + problem[1:]) or self.of(problem)
        return f"{first}{between.strip('?')}{second}" if first and second else None

    def _value(self, english: str) -> str:
        """What stands for dots may be a phrase itself, such as the name of a room, or begin or end with a space."""
        bare = english.strip()
        words = self.of(bare) or _small(self.of(bare[:1].upper() + bare[1:])) or bare
        return english.replace(bare, words) if bare else english


def has_words(text: str) -> bool:
    """Whether there is anything in it to translate, apart from marks, dots and figures."""
    return LETTER.search(MARK.sub("", text)) is not None


def _small(words: str | None) -> str | None:
    return words[:1].lower() + words[1:] if words else None


def _inside(english: str, words: str) -> Iterator[tuple[str, str]]:
    """Each link or emphasis inside a sentence with its translation: on some pages it stands alone."""
    translated = dict(PAIR.findall(words))
    for number, inner in PAIR.findall(english):
        if number in translated and has_words(inner) and inner.count(DOTS) == translated[number].count(DOTS):
            yield inner.strip(), translated[number].strip()


def _tight(english: str) -> str:
    """Without spaces just inside marks: whether a drawing stands before the words decides those, and no reader sees them."""
    return INSIDE_MARKS.sub(lambda found: found["opening"] or found["closing"], english)


def _is_shape(english: str) -> bool:
    return DOTS in english and has_words(english)


def _shape(english: str) -> re.Pattern[str]:
    return re.compile(re.escape(english).replace(re.escape(DOTS), "(.+?)"), re.DOTALL)
