"""The search of the desk: what every room brings to it, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steamie.evidence.registers import discover
from steamie.people.asking import Viewer
from steamie.people.requests import DeskRequest
from steamie.people.search_register import MOST_HITS, WORD, Question, SearchHit, SearchSection, excerpt, sections
from steamie.rules.counting import some
from steamie.rules.word_forms import mended

from .shell import Shell

LONGEST = 200  # characters of a question


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with its text in parts, the words that were looked for among them."""

    hit: SearchHit
    parts: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Results:
    """What a question found, by section; and the words offered instead where it found nothing."""

    by_section: list[tuple[str, list[ShownHit]]]
    instead: str = ""

    @property
    def number(self) -> int:
        """How many things were found."""
        return sum(len(hits) for _, hits in self.by_section)


@login_required
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """Everything that holds the words and that this person may open."""
    shell = Shell(request.user)
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    context = {"room": "search", "shell": shell, "typed": typed}
    if typed and shell.number >= 0:  # the frame's question comes first: it says which strategy is in force
        results = look(typed, shell.viewer)
        context |= {"results": results, "most": MOST_HITS, "heading": f"{some(results.number, 'result')} for “{typed}”"}
    return render(request, "desk/search.html", context)


def look(typed: str, viewer: Viewer) -> Results:
    """What every section finds. Where none finds anything, the words one wrong letter away that some section holds."""
    discover("desk_search")
    question, through = Question.asked(typed, viewer), sections(viewer)
    if not question.words:
        return Results([])
    found = [(section.title, [_shown(hit, question) for hit in hits]) for section in through if (hits := section.find(question))]
    return Results(found, "" if found else _instead(question, through))


def _shown(hit: SearchHit, question: Question) -> ShownHit:
    return ShownHit(hit, excerpt(hit.text, question))


def _instead(question: Question, through: list[SearchSection]) -> str:
    """The question with its unknown words mended; empty when that changes nothing or would find nothing either."""
    known = _vocabulary(question.viewer, through)
    better = [mended(word, known) or word for word in question.words]
    if better == list(question.words):
        return ""
    again = Question(" ".join(better), tuple(better), question.viewer)
    return again.typed if any(section.find(again) for section in through) else ""


def _vocabulary(viewer: Viewer, through: list[SearchSection]) -> Mapping[str, int]:
    return Counter(word for section in through for text in section.texts(viewer) for word in WORD.findall(text.lower()))
