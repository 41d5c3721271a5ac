"""Taking rows away from under the clauses: without its rows none stays on track, and one row less changes a figure.

Nothing is deleted. A table is hidden behind a view of its own name, in the connection alone, that shows none of its rows or all
but one; what asks for the table is answered from the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

import time_machine
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction

from steamie.rules.clauses import Clause
from steamie.rules.standing import Standing, State
from steamie.strategy import reading
from steamie.strategy.models import ClauseStanding
from steamie.strategy.standing import capability_of, parameters_of

READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')
THE_PAPER = {"strategy_edition"}  # what the clauses stand in: without it there is nothing to keep


def without_rows_none_stays_on_track(now: datetime, *, of_no_rows: Mapping[str, str]) -> None:
    """Every clause that is on track leaves it when the tables it reads are empty; the others are named, each with why."""
    stayed, tried = [], 0
    with time_machine.travel(now, tick=False):
        for clause in _clauses(State.MET):
            tried += 1
            if _without_rows(clause, now).state is State.MET:
                stayed.append(clause.id)
    assert sorted(stayed) == sorted(of_no_rows)
    assert tried >= 50


def _without_rows(clause: Clause, now: datetime) -> Standing:
    """How a clause stands when all that it reads is empty, also what it reads only then."""
    tables: set[str] = set()
    while True:
        with empty(tables):
            more = tables_read(clause, now) - tables
            if not more:
                return measured(clause, now)
        tables |= more


def a_row_less_changes_the_figure(now: datetime, *, of_no_rows: Iterable[str]) -> None:
    """Of every clause that is measured there is a row whose absence changes its figure, or what is said of it."""
    same = []
    with time_machine.travel(now, tick=False):
        for clause in _clauses(State.MET, State.AT_RISK, State.BREACHED):
            before = measured(clause, now)
            if before.figure and clause.id not in of_no_rows and not _some_row_matters(clause, before, now):
                same.append(clause.id)
    assert same == []


def _some_row_matters(clause: Clause, before: Standing, now: datetime) -> bool:
    return any(_narrowed(clause, before, table, now) for table in sorted(tables_read(clause, now)))


def _narrowed(clause: Clause, before: Standing, table: str, now: datetime) -> bool:
    """Whether halving what is hidden of a table ends at one row whose absence is seen."""
    keys = _keys(table)
    while _is_seen(clause, before, table, keys, now):
        if len(keys) == 1:
            return True
        first, second = keys[: len(keys) // 2], keys[len(keys) // 2 :]
        keys = first if _is_seen(clause, before, table, first, now) else second
    return False


def _is_seen(clause: Clause, before: Standing, table: str, keys: Sequence[Any], now: datetime) -> bool:
    if not keys:
        return False
    try:
        with _seen_as(table, f'"{_column(table)}" NOT BETWEEN {keys[0]!r} AND {keys[-1]!r}'):
            after = measured(clause, now)
    except ObjectDoesNotExist:  # other rows still point to these: they could not be gone alone
        return False
    return (after.figure, after.state, after.reason) != (before.figure, before.state, before.reason)


def _clauses(*states: State) -> Iterator[Clause]:
    document = reading.current()
    for number in ClauseStanding.objects.filter(state__in=states).order_by("clause").values_list("clause", flat=True):
        clause = document.clause(number)
        if capability_of(clause) is not None:
            yield clause


def measured(clause: Clause, now: datetime) -> Standing:
    """How a clause stands, by its control."""
    known = capability_of(clause)
    assert known is not None
    with transaction.atomic():
        return known.control(clause, parameters_of(clause), now)


def tables_read(clause: Clause, now: datetime) -> set[str]:
    """The tables that a clause's control reads, but for the paper itself."""
    read: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        read.update(READ.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        measured(clause, now)
    return {name for name in read if not name.startswith("django_")} - THE_PAPER


@contextmanager
def empty(tables: Iterable[str]) -> Iterator[None]:
    """These tables, seen without a row."""
    with ExitStack() as stack:
        for table in tables:
            stack.enter_context(_seen_as(table, "1 = 0"))
        yield


@contextmanager
def _seen_as(table: str, where: str) -> Iterator[None]:
    schema, temporary = ("main", "temp") if connection.vendor == "sqlite" else ("public", "pg_temp")
    with connection.cursor() as cursor:
        view = f'CREATE TEMP VIEW "{table}" AS SELECT * FROM {schema}."{table}" WHERE {where}'  # noqa: S608 -- our own tables
        cursor.execute(view)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP VIEW {temporary}."{table}"')


def _column(table: str) -> str:
    models = apps.get_models(include_auto_created=True)
    return next(model._meta.pk.column for model in models if model._meta.db_table == table)


def _keys(table: str) -> list[Any]:
    """The keys of all rows of a table, in order."""
    column = _column(table)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" ORDER BY "{column}"')  # noqa: S608 -- names of our own tables
        return [key for (key,) in cursor.fetchall()]
