"""Changing a list, checking it, and putting it back as it came. Each leaves a state of its own; none is rewritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .models import ParticularEdition, digest_of
from .reading import look_again
from .register import Particular, as_shipped, is_readable
from .shape import CODE, PAST, ListSection, Row, RowLayout
from .verbs import Verb

OTHERWISE = "This list was changed meanwhile. Open it again and look, then make your change."


@action(none="the row says what it said before")
def set_row(
    *,
    particular: Particular[Any],
    section: ListSection,
    row: Row,
    seen: str,
    by: Person,
    number: int | None = None,
    at: datetime | None = None,
) -> None:
    """Change the row of this number, from 0, or add one. ``seen``: the fingerprint of the data that the person looked at.

    Raises ``NotReady`` when the list would not do any more, or when a row is to be changed and the list is another by now.
    """
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(at))
    rows = section.rows(particular.data() if number is None else _as_seen(particular, seen))
    if number is None:
        rows.append(_without_empty(_with_code(section, rows, row)))
    else:
        rows[number] = _without_empty({**rows[number], **row})
    _save(particular, section, rows, by, at)


def _without_empty(row: Row) -> Row:
    """The row without what was left empty, so that it reads as if nobody had said it."""
    return {name: fact for name, fact in row.items() if fact is not None}


def _with_code(section: ListSection, rows: list[Row], row: Row) -> Row:
    """The new row with a code of its own, where rows of its section have one."""
    if section.may_go and section.layout is RowLayout.ROWS:
        return row
    taken = {one.get(CODE) for one in rows}
    stem = slugify(row[section.columns[0].name])[:30].strip("-") or "own"
    code = next(word for word in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if word not in taken)
    return {CODE: code, **row}


@action()
def take_out(
    *, particular: Particular[Any], section: ListSection, number: int, seen: str, by: Person, at: datetime | None = None
) -> None:
    """Take a row out; where others may refer to it, it is offered no longer instead. Raises as ``set_row`` does."""
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(at))
    rows = section.rows(_as_seen(particular, seen))
    if section.may_go:
        del rows[number]
    else:
        rows[number][PAST] = True
    _save(particular, section, rows, by, at)


@action()
def offer_again(
    *, particular: Particular[Any], section: ListSection, number: int, seen: str, by: Person, at: datetime | None = None
) -> None:
    """Offer a row again. Raises as ``set_row`` does."""
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(at))
    rows = section.rows(_as_seen(particular, seen))
    rows[number].pop(PAST, None)
    _save(particular, section, rows, by, at)


@action(none="it stands first already")
def move_up(
    *, particular: Particular[Any], section: ListSection, number: int, seen: str, by: Person, at: datetime | None = None
) -> None:
    """Put a row before the one above it. Raises as ``set_row`` does."""
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(at))
    rows = section.rows(_as_seen(particular, seen))
    if number:
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
    _save(particular, section, rows, by, at)


@action()
def confirm(*, particular: Particular[Any], seen: str, by: Person, at: datetime | None = None) -> None:
    """Say that every row is right as it stands. Raises ``NotReady`` when another state holds than the one looked at."""
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(at))
    _keep(particular, _as_seen(particular, seen), Verb.CHECK_A_LIST, by, at)


@action()
def put_back(*, particular: Particular[Any], by: Person, at: datetime | None = None) -> None:
    """Let the list hold as it came with Steamie. What it was stays in the states before."""
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(at))
    _keep(particular, as_shipped(particular), Verb.PUT_A_LIST_BACK, by, at, as_it_came=True)


def _as_seen(particular: Particular[Any], seen: str) -> dict[str, Any]:
    """The data that holds, when it is what the person looked at."""
    data = particular.data()
    if digest_of(data) != seen:
        raise NotReady([Problem(OTHERWISE)])
    return data


def _save(particular: Particular[Any], section: ListSection, rows: list[Row], by: Person, at: datetime | None) -> None:
    before = particular.data()
    data = section.with_rows(before, rows)
    if digest_of(data) == digest_of(before):
        return
    if not is_readable(particular, data):
        raise NotReady([Problem("The list cannot be read with this row. Nothing was changed.")])
    if wrong := list(particular.problems(particular.read(data))):
        raise NotReady([Problem(sentence) for sentence in wrong])
    _keep(particular, data, Verb.CHANGE_A_LIST, by, at)


def _keep(
    particular: Particular[Any], data: dict[str, Any], verb: Verb, by: Person, at: datetime | None, *, as_it_came: bool = False
) -> None:
    moment = at or timezone.now()
    edition = ParticularEdition.objects.create(
        code=particular.code, data=data, digest=digest_of(data), as_it_came=as_it_came, at=moment, by=by
    )
    look_again()
    facts = {"list": particular.code, "digest": edition.digest}
    record(by=by, verb=verb, clause=Citation(particular.capability), subject=edition, facts=facts, at=moment)
