"""What needs this person now, most urgent first: every room says in its ``today.py`` what it asks, and of whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from steamie.evidence.kept_rows import KeptQuestions
from steamie.evidence.registers import discover

from .asking import TaskKind, Viewer, registered
from .models import Person

DESKS = 12  # people at work at once whose question is kept, at some 200 KB each
_questions = KeptQuestions(DESKS)


def look(viewer: Viewer, more: Callable[[], dict[str, Any]] = dict) -> tuple[list[TaskKind], dict[str, Any]]:
    """Which kinds there are for this person, in order, and what ``more`` asks besides: one query, which every page pays for.

    Putting it together costs more than all the rest of a small page, so it is kept for an hour.
    """
    discover("today")
    mine = tuple(kind for kind in registered() if kind.act is None or viewer.may(kind.act))

    def put_together() -> QuerySet[Any]:
        asked = {f"kind_{at}": kind.asked(viewer) for at, kind in enumerate(mine)}
        return Person.objects.filter(pk=viewer.person.pk).order_by().values(**asked, **more())

    offices = frozenset(viewer.person.offices(viewer.today))
    about = (viewer.person.pk, viewer.today, viewer.now.hour, offices, mine, more)
    [answers] = _questions.about(about, put_together).ask()
    return [kind for at, kind in enumerate(mine) if kind.is_there(viewer, answers[f"kind_{at}"])], answers
