"""Changing a list, checking it, and putting it back as it came. Each leaves a state of its own; none is rewritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.two_persons import require_second_person
from steamie.rules.permissions import Act
from steamie.strategy.models import Association

from .changes import Change
from .differences import differences
from .letters import write_to_the_others
from .models import ParticularEdition, digest_of
from .reading import look_again
from .register import Particular, as_shipped, is_readable
from .shape import ListSection
from .verbs import Verb

OTHERWISE = "This list was changed meanwhile. Open it again and look, then make your change."


@action(none="the list says what it said before")
def change_rows(
    *, particular: Particular[Any], section: ListSection, change: Change, by: Person, seen: str = "", at: datetime | None = None
) -> None:
    """Change the rows of one section. ``seen``: the fingerprint of the data that was looked at; empty where it does not matter.

    Raises ``NotReady`` when another state holds by now, or when the list would not do any more.
    """
    moment = at or timezone.now()
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(moment))
    _one_at_a_time()
    before = _as_seen(particular, seen) if seen else particular.data()
    data = section.with_rows(before, change(section.rows(before)))
    if digest_of(data) == digest_of(before):
        return
    _refuse_unfit(particular, data)
    edition = _keep(particular, data, by, moment, before=before)
    record(
        by=by, verb=Verb.CHANGE_A_LIST, clause=Citation(particular.capability), subject=edition, facts=_facts(edition), at=moment
    )


@action()
def confirm(*, particular: Particular[Any], seen: str, by: Person, at: datetime | None = None) -> None:
    """Say that every row is right as it stands, and so be the second person to what others changed.

    Raises ``NotReady`` when another state holds than the one looked at, and ``NotAllowed`` for whoever cannot be the second.
    """
    moment = at or timezone.now()
    require(by, Act.CONFIRM_NUMBERS if particular.takes_another else Act.SET_PARTICULARS, on=timezone.localdate(moment))
    _one_at_a_time()
    edition = _keep(particular, _as_seen(particular, seen), by, moment)
    record(
        by=by,
        verb=Verb.CHECK_A_LIST,
        clause=Citation(particular.capability),
        subject=edition,
        facts=_facts(edition) | _looked_over(particular, edition, by, moment),
        at=moment,
    )


def _looked_over(particular: Particular[Any], edition: ParticularEdition, by: Person, at: datetime) -> dict[str, Any]:
    """What others changed waits for nobody any more; what ``by`` changed still does. Answers what the event says besides."""
    waiting = ParticularEdition.objects.of(particular.code).not_looked_over().exclude(by=by).select_related("by")
    title = f"{particular.label}: what was changed"
    facts: dict[str, Any] = {}
    for changed_by in {change.by for change in waiting}:
        facts |= require_second_person(act=Act.CONFIRM_NUMBERS, by=by, asked_by=changed_by, subject=edition, title=title, now=at)
    waiting.update(looked_over=edition)
    return facts


@action()
def put_back(*, particular: Particular[Any], by: Person, at: datetime | None = None) -> None:
    """Let the list hold as it came with Steamie. What it was stays in the states before."""
    moment = at or timezone.now()
    require(by, Act.SET_PARTICULARS, on=timezone.localdate(moment))
    _one_at_a_time()
    edition = _keep(particular, as_shipped(particular), by, moment, before=particular.data(), as_it_came=True)
    record(
        by=by,
        verb=Verb.PUT_A_LIST_BACK,
        clause=Citation(particular.capability),
        subject=edition,
        facts=_facts(edition),
        at=moment,
    )


def _one_at_a_time() -> None:
    """Wait for whoever changes a list just now, and read it after them: neither's row is lost."""
    Association.objects.select_for_update(no_key=True).first()
    look_again()


def _as_seen(particular: Particular[Any], seen: str) -> dict[str, Any]:
    """The data that holds, when it is what the person looked at."""
    data = particular.data()
    if digest_of(data) != seen:
        raise NotReady([Problem(OTHERWISE)])
    return data


def _refuse_unfit(particular: Particular[Any], data: dict[str, Any]) -> None:
    if not is_readable(particular, data):
        raise NotReady([Problem("The list cannot be read with this row. Nothing was changed.")])
    if wrong := list(particular.problems(particular.read(data))):
        raise NotReady([Problem(sentence) for sentence in wrong])


def _keep(
    particular: Particular[Any],
    data: dict[str, Any],
    by: Person,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    as_it_came: bool = False,
) -> ParticularEdition:
    """The state from now on. ``before``: what held until now, where this is a change of it; the others hear of it."""
    changed = differences(particular, before, data) if before is not None and particular.takes_another else []
    edition = ParticularEdition.objects.create(
        code=particular.code,
        data=data,
        digest=digest_of(data),
        as_it_came=as_it_came,
        takes_another=bool(changed),
        at=at,
        by=by,
    )
    look_again()
    if changed:
        write_to_the_others(particular, changed, by, timezone.localdate(at))
    return edition


def _facts(edition: ParticularEdition) -> dict[str, str]:
    return {"list": edition.code, "digest": edition.digest}
