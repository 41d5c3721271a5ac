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
from steamie.people.acting import action
from steamie.rules.catalogue import capabilities
from steamie.rules.clauses import ClauseWay
from steamie.rules.parameters import read as read_parameters
from steamie.strategy.importing import compose, extract, statements
from steamie.strategy.importing.statements import Statement
from steamie.strategy.models import Edition, ProposedEdition, StrategyDraft
from steamie.strategy.register import discover
from steamie.strategy.verbs import Verb

from .editions import load_edition, may_edit, propose_edition


@action(machines=True)
def begin_draft(*, name: str, content: bytes, by: Actor, at: datetime | None = None) -> StrategyDraft:
    """Split a document into statements, none confirmed. Raises ``Unreadable``. An older draft is put aside."""
    may_edit(by)
    title, passages = statements.split(extract.read(name, content))
    moment = at or timezone.now()
    StrategyDraft.objects.filter(closed_at__isnull=True).update(closed_at=moment)
    row = StrategyDraft.objects.create(
        name=name[:200],
        original=content,
        title=(title or "Our strategy")[:160],
        statements=statements.to_data(passages),
        begun_by=by.reference,
        begun_at=moment,
        changed_at=moment,
    )
    record(
        by=by,
        verb=Verb.BRING_IN,
        clause=Citation("strategy.kept_whole"),
        subject=row,
        facts={"statements": len(passages)},
        at=moment,
    )
    return row


def open_draft() -> StrategyDraft | None:
    """The draft somebody is at work on, if there is one."""
    return StrategyDraft.objects.filter(closed_at__isnull=True).order_by("-begun_at", "-pk").first()


def change_statement(
    *,
    draft: StrategyDraft,
    number: str,
    way: ClauseWay,
    control: str,
    parameters: dict[str, Any],
    confirmed: bool,
    by: Actor,
    owner: str = "",
) -> None:
    """Say what keeps a statement, and which office answers for it.

    What was typed is kept; ``ValidationError`` says why it cannot be confirmed so.
    """
    problems = _problems(way, control, parameters)

    def changed(one: Statement) -> Statement:
        facts = {"way": way.value, "control": control if way is ClauseWay.CONTROL else ""}
        values = parameters if way is ClauseWay.CONTROL else {}
        return replace(one, **facts, parameters=values, owner=owner, confirmed=confirmed and not problems)

    _each(draft, by, lambda one: changed(one) if one.number == number else one)
    if confirmed and problems:
        raise ValidationError(problems)


def confirm_reading(*, draft: StrategyDraft, by: Actor) -> int:
    """Confirm at once every statement that is suggested for reading only; answers how many."""
    waiting = [one.number for one in statements.from_data(draft.statements) if one.way == ClauseWay.READING and not one.confirmed]
    _each(draft, by, lambda one: replace(one, confirmed=True) if one.number in waiting else one)
    return len(waiting)


@transaction.atomic
def split_statement(*, draft: StrategyDraft, number: str, by: Actor) -> int:
    """Part a statement at the ends of its sentences; answers in how many pieces it is now."""
    may_edit(by)
    all_statements = statements.from_data(draft.statements)
    place = next(at for at, one in enumerate(all_statements) if one.number == number)
    pieces = statements.SENTENCES.split(all_statements[place].text)
    parted = [
        statements.suggested(Statement("" if at else number, piece, all_statements[place].section))
        for at, piece in enumerate(pieces)
    ]
    if len(pieces) > 1:
        _keep(draft, statements.renumbered([*all_statements[:place], *parted, *all_statements[place + 1 :]]))
    return len(pieces)


@transaction.atomic
def join_statement(*, draft: StrategyDraft, number: str, by: Actor) -> None:
    """Put a statement and the next together again. Raises ``ValidationError`` at the end of a section."""
    may_edit(by)
    all_statements = statements.from_data(draft.statements)
    place = next(at for at, one in enumerate(all_statements) if one.number == number)
    following = all_statements[place + 1] if place + 1 < len(all_statements) else None
    if following is None or following.section != all_statements[place].section:
        raise ValidationError("Nothing follows it under the same heading.")
    joined = statements.suggested(
        Statement(number, f"{all_statements[place].text} {following.text}", all_statements[place].section)
    )
    _keep(draft, statements.renumbered([*all_statements[:place], joined, *all_statements[place + 2 :]]))


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
    edition = enact(source=source, draft=draft, by=by, at=moment)
    draft.closed_at = moment
    draft.save(update_fields=["closed_at"])
    return edition


def composed(draft: StrategyDraft) -> str:
    """The strategy file that a draft comes to."""
    head = compose.Head(**{"title": draft.title, **draft.head})
    return compose.compose(head, statements.from_data(draft.statements))


def _problems(way: ClauseWay, control: str, parameters: dict[str, Any]) -> list[str]:
    if way is not ClauseWay.CONTROL:
        return []
    discover()
    chosen = capabilities().get(control)
    if chosen is None:
        return ["Choose what keeps it."]
    labels = dict(chosen.labels)
    _, problems = read_parameters(chosen.parameters, parameters)
    return [f"{labels.get(problem.name, problem.name)}: {problem.message}" for problem in problems]


@transaction.atomic
def _each(draft: StrategyDraft, by: Actor, change: Callable[[Statement], Statement]) -> None:
    may_edit(by)
    _keep(draft, [change(one) for one in statements.from_data(draft.statements)])


def _keep(draft: StrategyDraft, all_statements: list[Statement]) -> None:
    draft.statements, draft.changed_at = statements.to_data(all_statements), timezone.now()
    draft.save(update_fields=["statements", "changed_at"])
