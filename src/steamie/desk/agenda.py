"""What needs this person now, most urgent first: safety, law, then time. One table says what there can be, and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, QuerySet, Subquery, Value

from steamie.people.models import FreshStart, Person
from steamie.rules.permissions import Act

from . import todo
from .todo import Task
from .waiting import Waiting

DESKS = 12  # people at work at once whose question is kept, at some 200 KB each


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of task: the act it needs (None: anyone's own business), whether there is one, and how it is told."""

    act: Act | None
    there: Callable[[Waiting], Any]  # an expression for the database, the same all day: all kinds are asked in one query
    tell: Callable[[Waiting], Task]
    holds: Callable[[Waiting, Any], bool] = lambda _, found: bool(found)  # what the answer means at this moment


def look(waiting: Waiting, more: Callable[[], dict[str, Any]] = dict) -> tuple[list[Kind], dict[str, Any]]:
    """Which kinds there are for this person, in order, and what ``more`` asks besides: one query, which every page pays for."""
    mine = [kind for kind in KINDS if kind.act is None or waiting.may(kind.act)]
    answers = _question(waiting, mine, more).all()[0]
    return [kind for at, kind in enumerate(mine) if kind.holds(waiting, answers[f"kind_{at}"])], answers


def _question(waiting: Waiting, mine: list[Kind], more: Callable[[], dict[str, Any]]) -> QuerySet[Person]:
    """The query, not yet asked. Putting it together costs more than all the rest of a small page, so it is kept for the day."""
    person, today = waiting.person, waiting.today
    about = (person.pk, today, frozenset(person.offices(today)), tuple(mine), more)
    if about not in _questions:
        if len(_questions) >= DESKS:
            _questions.clear()
        asked = {f"kind_{at}": kind.there(waiting) for at, kind in enumerate(mine)}
        _questions[about] = Person.objects.filter(pk=person.pk).values(**asked, **more())
    return _questions[about]


def _rows(name: str) -> Callable[[Waiting], Exists]:
    return lambda waiting: Exists(getattr(waiting, name))


def _unplanned(which: int) -> Callable[[Waiting], Any]:
    return lambda waiting: ~Exists(waiting.plan_rows(waiting.spans[which])) if which < len(waiting.spans) else Value(value=False)


def _always(_: Waiting) -> Value:
    return Value(value=True)


def _lapsed(waiting: Waiting, _: Any) -> bool:
    return bool(waiting.person.lapses(waiting.today))


def _newest_lost_factor(waiting: Waiting) -> Subquery:
    return Subquery(waiting.unconfirmed_lost_factor_rows.order_by("-asked_at").values("asked_at")[:1])


def _not_yet_lapsed(waiting: Waiting, asked_at: datetime | None) -> bool:
    return asked_at is not None and asked_at > waiting.now - FreshStart.LAPSES_AFTER


KINDS = (
    Kind(Act.APPROVE, _rows("unconfirmed_rows"), todo.unconfirmed),
    Kind(Act.APPROVE, _rows("amendment_rows"), todo.not_corrected),
    Kind(Act.APPROVE, _rows("correction_rows"), todo.corrections),
    # Whoever connects accounts also changes people; asking for CONNECT would look for a second factor on every page.
    Kind(Act.MANAGE_PEOPLE, _rows("broken_rows"), todo.broken_connections),
    Kind(Act.CONFIRM_ACCOUNT, _rows("account_rows"), todo.unconfirmed_accounts),
    Kind(Act.WITHDRAW, _rows("difference_rows"), todo.differences),
    Kind(Act.APPROVE, _rows("refused_rows"), todo.refused),
    Kind(Act.APPROVE, _rows("held_rows"), todo.held),
    Kind(None, _always, todo.policies, holds=_lapsed),
    Kind(Act.CONFIRM_OFFICE, _rows("second_person_rows"), todo.second_person),
    Kind(Act.CONFIRM_OFFICE, _newest_lost_factor, todo.lost_factors, holds=_not_yet_lapsed),
    Kind(Act.APPROVE, _rows("approval_rows"), todo.approvals),
    Kind(None, _rows("returned_rows"), todo.returned),
    Kind(Act.PLAN, _rows("suggestion_rows"), todo.suggestions),
    Kind(Act.PLAN, _rows("held_back_rows"), todo.held_back),
    Kind(Act.CONFIRM_OFFICE, _rows("access_rows"), todo.access),
    Kind(Act.PLAN, _unplanned(0), todo.this_quarter),
    Kind(Act.PLAN, _unplanned(1), todo.next_quarter),
    Kind(Act.EDIT_STRATEGY, _rows("strategy_rows"), todo.strategy),
)
_questions: dict[tuple[Any, ...], QuerySet[Person]] = {}
