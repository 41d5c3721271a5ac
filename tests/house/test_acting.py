"""Every act of every room runs in the one way: in a transaction, at one moment, asked for, and recorded once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.evidence.models import Event
from steamie.people.acting import NotOneEvent, Unasked, action
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed, require
from steamie.people.verbs import Verb
from steamie.rules.permissions import Act

HOUSE = Path(__file__).parents[2] / "src" / "steamie"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OTHERWISE = {
    "evidence.actions.record": "it is what every act records with",
    "channels.actions.secrets.rotate_credentials": "it seals every account again, and each is an event of its own",
    "content.publishing.actions.comparing._see_ended": "it sees any number of ends in one look, and each is an event of its own",
}
NOT_YET = "strategy."  # the strategy's acts still open their transactions themselves


def recording() -> Iterator[tuple[str, list[str]]]:
    """Each function of an ``actions`` module that records an event, by name, with its decorators."""
    for path in HOUSE.rglob("*.py"):
        if "actions" not in (path.stem, path.parent.name):
            continue
        room = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for function in (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)):
            calls = {getattr(node.func, "id", "") for node in ast.walk(function) if isinstance(node, ast.Call)}
            if "record" in calls or "_close" in calls or function.name == "record":
                yield f"{room}.{function.name}", [ast.unparse(one) for one in function.decorator_list]


def test_every_act_that_records_is_an_action() -> None:
    acts = {name: decorators for name, decorators in recording() if not name.endswith("._close")}
    assert len(acts) > 75
    loose = {name for name, by in acts.items() if not any(one.startswith("action(") for one in by)}
    assert {name for name in loose if not name.startswith(NOT_YET)} == set(OTHERWISE)


@action()
def forgets_to_ask(*, by: Actor) -> None:
    record(by=by, verb=Verb.LEAVE, clause="S-17", subject="x")


@action(machines=True)
def does(*, by: Actor, times: int = 1, now: datetime | None = None) -> datetime | None:
    if isinstance(by, Person):
        require(by, Act.MANAGE_PEOPLE)
    for _ in range(times):
        record(by=by, verb=Verb.LEAVE, clause="S-17", subject="x")
    return now


@action(none="it was done already", machines=True)
def does_nothing(*, by: Actor) -> None:
    does(by=by)  # another act, which records its own


@pytest.mark.django_db
def test_an_act_that_never_asks_is_undone(officer: Person) -> None:
    with pytest.raises(Unasked, match="forgets_to_ask never asked"):
        forgets_to_ask(by=officer)
    with pytest.raises(Unasked):
        forgets_to_ask(by=CLOCK)
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("times", [0, 2])
def test_an_act_records_one_event_or_is_undone(officer: Person, times: int) -> None:
    with pytest.raises(NotOneEvent, match=f"recorded {times} events"):
        does(by=officer, times=times)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_who_may_not_is_refused_and_a_machine_must_be_named(staff: Person) -> None:
    with pytest.raises(NotAllowed):
        does(by=staff)
    does(by=CLOCK)
    assert Event.objects.get().actor == "system:clock"


@pytest.mark.django_db
def test_the_act_and_its_event_are_of_one_moment(officer: Person) -> None:
    assert does(by=officer, now=NOW) == NOW
    assert Event.objects.get().at == NOW
    assert does(by=officer) == Event.objects.last().at


@pytest.mark.django_db
def test_an_act_within_an_act_counts_its_own(officer: Person) -> None:
    does_nothing(by=CLOCK)
    with pytest.raises(Unasked):
        does_nothing(by=officer)
    assert Event.objects.count() == 1
