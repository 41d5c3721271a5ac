"""Measuring every clause: the controls of all rooms are found, run, and their answers kept."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.registers import discover
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act
from steamie.rules.standing import Behind, Control, Standing, State, behind, controls

from .document import CLAUSES
from .models import ClauseStanding
from .verbs import Verb

log = logging.getLogger(__name__)
_ORDER = {State.BREACHED: 0, State.AT_RISK: 1, State.NOT_MEASURED: 2, State.MET: 3}


def register() -> Mapping[str, Control]:
    """The control of each clause, from the ``controls`` module of every room."""
    discover("controls", "rows")
    return controls()


def rows_behind(clause: str) -> Behind | None:
    """What lists the rows behind a clause's figure; None when its page shows them already."""
    discover("controls", "rows")
    return behind(clause)


def without_control() -> list[str]:
    """Clauses that nothing measures."""
    known = register()
    return [clause for clause in CLAUSES if clause not in known]


def take_standing(*, now: datetime | None = None, by: Actor, clauses: Iterable[str] = CLAUSES) -> list[ClauseStanding]:
    """Measure every clause, or only some, keep the answers, and write one event for each change of state.

    A control that fails is not measured; it never takes the board down with it.
    """
    if isinstance(by, Person):
        require(by, Act.MEASURE)
    moment = now or timezone.now()
    answers = {clause: measure(clause, moment) for clause in clauses}  # outside the transaction: this only reads
    with transaction.atomic():
        before = {row.clause: row for row in ClauseStanding.objects.all()}
        rows = [_updated(before.get(clause), clause, answer, moment, by) for clause, answer in answers.items()]
        ClauseStanding.objects.bulk_create([row for row in rows if row.pk is None])
        kept = ["state", "figure", "reason", "link", "measured_at", "since"]
        ClauseStanding.objects.bulk_update([row for row in rows if row.clause in before], kept)
    return rows


def measure(clause: str, now: datetime) -> Standing:
    """How one clause stands now. Holds no transaction of its own: reading the whole record must not keep writers waiting.

    Inside someone else's transaction, a savepoint keeps one control's broken query from the next.
    """
    control = register().get(clause)
    if control is None:
        return Standing(State.NOT_MEASURED, "", "Nothing measures this clause yet.")
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return control(now)
    except Exception:
        log.exception("The control of %s failed", clause)
        return Standing(State.NOT_MEASURED, "", "It could not be measured: its control failed. The log says why.")


def _updated(row: ClauseStanding | None, clause: str, answer: Standing, now: datetime, by: Actor) -> ClauseStanding:
    """The row with the new answer, not saved yet; a change of state is written down."""
    row, was = row or ClauseStanding(clause=clause), row.state if row else ""
    row.state, row.figure, row.reason = answer.state.value, answer.figure[:200], answer.reason
    row.link, row.measured_at = answer.link[:300], now
    if was != row.state:
        row.since = now
        facts = {"was": was, "is": row.state, "figure": row.figure}
        record(by=by, verb=Verb.MEASURE, clause=clause, subject=f"clause:{clause}", reason=answer.reason, facts=facts, at=now)
    return row


def worst_first(rows: list[ClauseStanding]) -> list[ClauseStanding]:
    """Off track before watch, the longest-standing first."""
    return sorted(rows, key=lambda row: (_ORDER[State(row.state)], row.since, row.clause))
