"""What a search of the desk looks through: the register that each room's ``desk_search.py`` fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from steamie.rules.word_forms import forms, worth_finding

from .asking import Viewer

MOST_WORDS = 8  # of a question; the rest are left out
MOST_HITS = 20  # of one section; beyond them the words are too common to be looked for
MOST_READ = 2_000  # rows of a section whose words are read to mend a wrong letter
AROUND = 140  # characters of a text that are shown
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """The words looked for, each in its singular and its plural, and who looks."""

    typed: str
    words: tuple[str, ...]
    viewer: Viewer

    @classmethod
    def asked(cls, typed: str, viewer: Viewer) -> Question:
        """The question behind what somebody typed. Words that only join others are left out."""
        return cls(typed, tuple(worth_finding(WORD.findall(typed.lower())[:MOST_WORDS])), viewer)

    def over(self, *fields: str) -> Q:
        """Rows that hold every word, in one of its forms, in any of these fields."""
        wanted = Q()
        for word in self.words:
            wanted &= Q(*(Q(**{f"{field}__icontains": form}) for field in fields for form in _shortest(word)), _connector=Q.OR)
        return wanted

    def is_in(self, text: str) -> bool:
        """Whether a text that is no row of a table holds every word."""
        lower = text.lower()
        return all(any(form in lower for form in _shortest(word)) for word in self.words)

    @property
    def pattern(self) -> re.Pattern[str]:
        """What is marked in a result."""
        every = sorted(chain.from_iterable(map(forms, self.words)), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, every)) or r"(?!)", re.IGNORECASE)


def _shortest(word: str) -> Iterator[str]:
    """The forms of a word that no other form of it already holds: a text with "repairs" holds "repair"."""
    every = forms(word)
    return (form for form in every if not any(other != form and other in form for other in every))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found: its name, where it is, what can be said of it, and the text that holds the words."""

    title: str
    address: str
    note: str = ""
    text: str = ""


class SearchSection(Protocol):
    """What is searched together and shown under one heading."""

    @property
    def title(self) -> str:
        """Its heading."""

    def may(self, viewer: Viewer) -> bool:
        """Whether this person may look through it."""

    def find(self, question: Question) -> list[SearchHit]:
        """What holds the words, the likeliest first; never what the viewer may not open."""

    def texts(self, viewer: Viewer) -> Iterable[str]:
        """Words that can be found here, for mending one that cannot."""


@dataclass(frozen=True, slots=True)
class RowsSection:
    """A section over the rows of a table."""

    title: str
    may: Callable[[Viewer], bool]
    rows: Callable[[Viewer], QuerySet[Any]]  # only what the viewer may open, in the order of the results
    fields: tuple[str, ...]
    hit: Callable[[Any], SearchHit]
    ready: Callable[[Any], QuerySet[Any]] = lambda rows: rows  # brings what ``hit`` shows

    def find(self, question: Question) -> list[SearchHit]:
        """Rows with every word."""
        rows = self.rows(question.viewer)
        found = rows.model._default_manager.filter(question.over(*self.fields)).order_by().values("pk")
        return [self.hit(row) for row in self.ready(rows.filter(pk__in=found))[:MOST_HITS]]

    def texts(self, viewer: Viewer) -> Iterator[str]:
        """The words of the newest rows."""
        for row in self.rows(viewer).values_list(*self.fields)[:MOST_READ]:
            yield from (str(text) for text in row if text)


_register: dict[int, SearchSection] = {}


def searched(place: int, section: SearchSection) -> None:
    """Enter a section, at its place among the others."""
    _register[place] = section


def sections(viewer: Viewer) -> list[SearchSection]:
    """What this person may look through, in order."""
    return [section for _, section in sorted(_register.items()) if section.may(viewer)]


def excerpt(text: str, question: Question) -> list[tuple[str, bool]]:
    """The text around the first word found, in parts: each with whether it is a word that was looked for."""
    line = " ".join(text.split())
    first = question.pattern.search(line)
    begin = _word_begins(line, max(first.start() - AROUND // 3, 0)) if first else 0
    shown = line[begin : begin + AROUND]
    if begin + AROUND < len(line):
        shown = shown.rpartition(" ")[0] + " …"
    return list(_parts(("… " if begin else "") + shown, question.pattern))


def _word_begins(line: str, place: int) -> int:
    return place if not place else line.find(" ", place) + 1


def _parts(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    done = 0
    for match in pattern.finditer(text):
        yield text[done : match.start()], False
        yield match.group(), True
        done = match.end()
    yield text[done:], False
