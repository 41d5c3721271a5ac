"""What needs this person now, most urgent first: every room says in its ``today.py`` what it asks, and of whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from steamie.evidence.registers import discover

from .asking import TaskKind, Viewer, registered
from .models import Person

DESKS = 12  # people at work at once whose question is kept, at some 200 KB each


def look(viewer: Viewer, more: Callable[[], dict[str, Any]] = dict) -> tuple[list[TaskKind], dict[str, Any]]:
    """Which kinds there are for this person, in order, and what ``more`` asks besides: one query, which every page pays for."""
    discover("today")
    mine = [kind for kind in registered() if kind.act is None or viewer.may(kind.act)]
    answers = _question(viewer, mine, more).all()[0]
    return [kind for at, kind in enumerate(mine) if kind.holds(viewer, answers[f"kind_{at}"])], answers


def _question(viewer: Viewer, mine: list[TaskKind], more: Callable[[], dict[str, Any]]) -> QuerySet[Any]:
    """The query, not yet asked. Putting it together costs more than all the rest of a small page, so it is kept for the day."""
    person, today = viewer.person, viewer.today
    about = (person.pk, today, frozenset(person.offices(today)), tuple(mine), more)
    if about not in _questions:
        if len(_questions) >= DESKS:
            _questions.clear()
        asked = {f"kind_{at}": kind.asked(viewer) for at, kind in enumerate(mine)}
        _questions[about] = Person.objects.filter(pk=person.pk).values(**asked, **more())
    return _questions[about]


_questions: dict[tuple[Any, ...], QuerySet[Any]] = {}
