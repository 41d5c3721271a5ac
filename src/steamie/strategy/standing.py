"""Measuring every clause: the controls of all rooms are found, run, and their answers kept."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules import catalogue
from steamie.rules.catalogue import Capability, ShownRows
from steamie.rules.clauses import Clause, ClauseWay
from steamie.rules.parameters import read as read_parameters
from steamie.rules.permissions import Act
from steamie.rules.standing import Counted, Standing, State

from . import reading
from .document import Document
from .models import ClauseStanding
from .register import discover
from .verbs import Verb

log = logging.getLogger(__name__)
_ORDER = {
    State.BREACHED: 0,
    State.AT_RISK: 1,
    State.UNSTATED: 2,
    State.NOT_MEASURED: 3,
    State.MET: 4,
    State.READING: 5,
}


def capability_of(clause: Clause) -> Capability | None:
    """What keeps a clause; None when a reader does, or nothing, or something this version does not know."""
    discover()
    return catalogue.capability(clause.keeps.control)


def parameters_of(clause: Clause) -> Any:
    """The typed parameters of a clause's control; None when it has none that this version can use."""
    control = capability_of(clause)
    return read_parameters(control.parameters, clause.keeps.parameters)[0] if control else None


def shown_for(clause: Clause) -> ShownRows | None:
    """How the rows behind a clause's figure are listed; None when its page shows them already."""
    discover()
    return catalogue.rows_of(clause.keeps.control)


def rows_behind(clause: Clause, now: datetime) -> list[Counted]:
    """The very rows that a clause's figure counts; empty when its page shows them already."""
    shown, parameters = shown_for(clause), parameters_of(clause)
    return list(shown.rows(clause, parameters, now)) if shown and parameters is not None else []


def remedy(clause: Clause) -> str:
    """What to do about a clause that is not on track, in a few words: its heading where its control has none."""
    control, parameters = capability_of(clause), parameters_of(clause)
    return (control.remedy_for(parameters) if control and parameters is not None else "") or clause.heading


def without_control(document: Document) -> list[str]:
    """Clauses that ask for a control this version does not have."""
    asking = [clause for clause in document.clauses if clause.keeps.way is ClauseWay.CONTROL]
    return [clause.id for clause in asking if parameters_of(clause) is None]


def kept_in(room: str, document: Document) -> list[str]:
    """The clauses that a room's controls keep."""
    controls = ((clause.id, capability_of(clause)) for clause in document.clauses)
    return [number for number, control in controls if control and control.room == room]


def take_standing(*, now: datetime | None = None, by: Actor, clauses: Iterable[str] | None = None) -> list[ClauseStanding]:
    """Measure every clause of the strategy in force, or only some of them, keep the answers, and write one event for each change.

    A control that fails is not measured; it never takes the board down with it. Without a strategy there is nothing to measure.
    """
    if isinstance(by, Person):
        require(by, Act.MEASURE)
    moment = now or timezone.now()
    asked = _asked(clauses)
    answers = {clause.id: measure(clause, moment) for clause in asked}  # outside the transaction: this only reads
    with transaction.atomic():
        before = {row.clause: row for row in ClauseStanding.objects.all()}
        if clauses is None:
            ClauseStanding.objects.exclude(clause__in=answers).delete()
        rows = [_updated(before.get(clause.id), clause, answers[clause.id], moment, by) for clause in asked]
        ClauseStanding.objects.bulk_create([row for row in rows if row.pk is None])
        fields = ["capability", "state", "figure", "reason", "link", "measured_at", "since"]
        ClauseStanding.objects.bulk_update([row for row in rows if row.clause in before], fields)
    return rows


def _asked(numbers: Iterable[str] | None) -> list[Clause]:
    try:
        clauses = reading.current().by_id
    except reading.NotLoaded:
        return []
    return list(clauses.values()) if numbers is None else [clauses[number] for number in numbers if number in clauses]


def measure(clause: Clause, now: datetime) -> Standing:
    """How one clause stands now. Holds no transaction of its own: reading the whole record must not keep writers waiting.

    Inside someone else's transaction, a savepoint keeps one control's broken query from the next.
    """
    if clause.keeps.way is ClauseWay.READING:
        return Standing(State.READING, "", "It explains, and promises nothing that could be measured.")
    if clause.keeps.way is ClauseWay.NOTHING:
        return Standing(State.NOT_MEASURED, "", clause.keeps.reason)
    control, parameters = capability_of(clause), parameters_of(clause)
    if control is None or parameters is None:
        words = f"This version does not know how to measure “{clause.keeps.control}” as the strategy asks."
        return Standing(State.NOT_MEASURED, "", words)
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return control.control(clause, parameters, now)
    except reading.NotLoaded:
        return Standing(State.NOT_MEASURED, "", "It can be measured once an edition is in force.")
    except Exception:
        log.exception("The control of %s failed", clause.id)
        return Standing(State.NOT_MEASURED, "", "It could not be measured: its control failed. The log says why.")


def _updated(row: ClauseStanding | None, clause: Clause, answer: Standing, now: datetime, by: Actor) -> ClauseStanding:
    """The row with the new answer, not saved yet; a change of state is written down."""
    row, was = row or ClauseStanding(clause=clause.id), row.state if row else ""
    row.capability = clause.keeps.control
    row.state, row.figure, row.reason = answer.state.value, answer.figure[:200], answer.reason
    row.link, row.measured_at = answer.link[:300], now
    if was != row.state:
        row.since = now
        facts = {"was": was, "is": row.state, "figure": row.figure}
        record(
            by=by, verb=Verb.MEASURE, clause=clause.id, subject=f"clause:{clause.id}", reason=answer.reason, facts=facts, at=now
        )
    return row


def worst_first(rows: list[ClauseStanding]) -> list[ClauseStanding]:
    """Off track before watch, the longest-standing first."""
    return sorted(rows, key=lambda row: (_ORDER[State(row.state)], row.since, row.clause))
