"""Statements of the strategy in a search of the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.people.asking import Viewer
from steamie.people.search_register import MOST_HITS, Question, SearchHit, searched
from steamie.rules.clauses import Clause
from steamie.rules.permissions import Act
from steamie.rules.standing import State

from .models import ClauseStanding
from .reading import NotLoaded, current


class _Statements:
    title = "Strategy"

    def may(self, viewer: Viewer) -> bool:
        """Whoever may read the board, once there is a strategy."""
        return viewer.may(Act.READ_MEASURES) and _is_loaded()

    def find(self, question: Question) -> list[SearchHit]:
        """Statements with the words, in the strategy's order; a statement's number finds it too."""
        states = dict(ClauseStanding.objects.values_list("clause", "state"))
        found = [
            one for one in current().clauses if question.is_in(_words(one)) or one.id.lower() == question.typed.strip().lower()
        ]
        return [_hit(one, states.get(one.id, State.NOT_MEASURED)) for one in found[:MOST_HITS]]

    def texts(self, viewer: Viewer) -> Iterator[str]:
        """All its words."""
        return (_words(one) for one in current().clauses)


def _is_loaded() -> bool:
    try:
        current()
    except NotLoaded:
        return False
    return True


def _words(clause: Clause) -> str:
    return f"{clause.heading} {clause.text}"


def _hit(clause: Clause, state: str) -> SearchHit:
    note = f"Statement of the strategy · {State(state).label.lower()}"
    return SearchHit(clause.heading, reverse("strategy:clause", args=[clause.id]), note, clause.text)


searched(50, _Statements())
