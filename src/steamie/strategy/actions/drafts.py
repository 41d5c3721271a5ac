"""Bringing in a document from outside: begun, changed statement by statement, and proposed as an edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.rules.catalogue import capabilities
from steamie.rules.clauses import Way
from steamie.rules.parameters import read as read_parameters
from steamie.strategy.importing import compose, extract, statements
from steamie.strategy.importing.statements import Statement
from steamie.strategy.models import Edition, ProposedEdition, StrategyDraft
from steamie.strategy.register import discover
from steamie.strategy.verbs import Verb

from .editions import load_edition, may_edit, propose_edition


@transaction.atomic
def begin_draft(*, name: str, content: bytes, by: Actor, at: datetime | None = None) -> StrategyDraft:
    """Split a document into statements, none confirmed. Raises ``Unreadable``. An older draft is put aside."""
    may_edit(by)
    title, found = statements.split(extract.read(name, content))
    moment = at or timezone.now()
    StrategyDraft.objects.filter(closed_at__isnull=True).update(closed_at=moment)
    row = StrategyDraft.objects.create(
        name=name[:200],
        original=content,
        title=(title or "Our strategy")[:160],
        statements=statements.to_data(found),
        begun_by=by.reference,
        begun_at=moment,
        changed_at=moment,
    )
    record(
        by=by,
        verb=Verb.BRING_IN,
        clause=Citation("strategy.kept_whole"),
        subject=row,
        facts={"statements": len(found)},
        at=moment,
    )
    return row


def open_draft() -> StrategyDraft | None:
    """The draft somebody is at work on, if there is one."""
    return StrategyDraft.objects.filter(closed_at__isnull=True).order_by("-begun_at", "-pk").first()


def change_statement(
    *, draft: StrategyDraft, number: str, way: Way, control: str, parameters: dict[str, Any], confirmed: bool, by: Actor
) -> None:
    """Say what keeps a statement. What was typed is kept; ``ValidationError`` says why it cannot be confirmed so."""
    problems = _problems(way, control, parameters)

    def changed(one: Statement) -> Statement:
        told = {"way": way.value, "control": control if way is Way.CONTROL else ""}
        kept = parameters if way is Way.CONTROL else {}
        return replace(one, **told, parameters=kept, confirmed=confirmed and not problems)

    _each(draft, by, lambda one: changed(one) if one.number == number else one)
    if confirmed and problems:
        raise ValidationError(problems)


def confirm_reading(*, draft: StrategyDraft, by: Actor) -> int:
    """Confirm at once every statement that is suggested for reading only; answers how many."""
    waiting = [one.number for one in statements.from_data(draft.statements) if one.way == Way.READING and not one.confirmed]
    _each(draft, by, lambda one: replace(one, confirmed=True) if one.number in waiting else one)
    return len(waiting)


@transaction.atomic
def split_statement(*, draft: StrategyDraft, number: str, by: Actor) -> int:
    """Part a statement at the ends of its sentences; answers in how many pieces it is now."""
    may_edit(by)
    known = statements.from_data(draft.statements)
    place = next(at for at, one in enumerate(known) if one.number == number)
    pieces = statements.SENTENCES.split(known[place].text)
    parted = [
        statements.suggested(Statement("" if at else number, piece, known[place].section)) for at, piece in enumerate(pieces)
    ]
    if len(pieces) > 1:
        _keep(draft, statements.renumbered([*known[:place], *parted, *known[place + 1 :]]))
    return len(pieces)


@transaction.atomic
def join_statement(*, draft: StrategyDraft, number: str, by: Actor) -> None:
    """Put a statement and the next together again. Raises ``ValidationError`` at the end of a section."""
    may_edit(by)
    known = statements.from_data(draft.statements)
    place = next(at for at, one in enumerate(known) if one.number == number)
    following = known[place + 1] if place + 1 < len(known) else None
    if following is None or following.section != known[place].section:
        raise ValidationError("Nothing follows it under the same heading.")
    joined = statements.suggested(Statement(number, f"{known[place].text} {following.text}", known[place].section))
    _keep(draft, statements.renumbered([*known[:place], joined, *known[place + 2 :]]))


@transaction.atomic
def describe_draft(*, draft: StrategyDraft, head: dict[str, Any], by: Actor) -> None:
    """Say what the document is called and what else holds for all of it; a field left empty stays unstated."""
    may_edit(by)
    draft.head = head
    draft.title = head.get("title") or draft.title
    draft.changed_at = timezone.now()
    draft.save(update_fields=["head", "title", "changed_at"])


@transaction.atomic
def propose_draft(*, draft: StrategyDraft, by: Actor, at: datetime | None = None) -> Edition | ProposedEdition:
    """Make an edition of it: in force at once where there is none yet, laid on the desk for approval otherwise.

    What nobody has confirmed is measured by nothing. Raises ``Malformed`` or ``Superseded``.
    """
    source, moment = composed(draft), at or timezone.now()
    enact: Callable[..., Edition | ProposedEdition] = propose_edition if Edition.objects.exists() else load_edition
    made = enact(source=source, draft=draft, by=by, at=moment)
    draft.closed_at = moment
    draft.save(update_fields=["closed_at"])
    return made


def composed(draft: StrategyDraft) -> str:
    """The strategy file that a draft comes to."""
    head = compose.Head(**{"title": draft.title, **draft.head})
    return compose.compose(head, statements.from_data(draft.statements))


def _problems(way: Way, control: str, parameters: dict[str, Any]) -> list[str]:
    if way is not Way.CONTROL:
        return []
    discover()
    known = capabilities().get(control)
    if known is None:
        return ["Choose what keeps it."]
    labels = dict(known.labels)
    _, problems = read_parameters(known.parameters, parameters)
    return [f"{labels.get(problem.name, problem.name)}: {problem.message}" for problem in problems]


@transaction.atomic
def _each(draft: StrategyDraft, by: Actor, change: Callable[[Statement], Statement]) -> None:
    may_edit(by)
    _keep(draft, [change(one) for one in statements.from_data(draft.statements)])


def _keep(draft: StrategyDraft, known: list[Statement]) -> None:
    draft.statements, draft.changed_at = statements.to_data(known), timezone.now()
    draft.save(update_fields=["statements", "changed_at"])
