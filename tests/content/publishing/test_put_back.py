"""A database put back from an earlier copy sends nothing again: it is noticed, everything is stopped, a person looks (S-61)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.content.publishing import marks
from steamie.content.publishing.actions import put_back
from steamie.content.publishing.actions.stops import resume
from steamie.content.publishing.models import Stop
from steamie.content.publishing.publisher import advance
from steamie.content.publishing.publisher import calls as asking
from steamie.evidence import anchors
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.evidence.verify import check
from steamie.people.models import Person
from tests.content.making import TUESDAY
from tests.content.pretend import World, planned, run
from tests.evidence.tampering import Tried

SOON = TUESDAY + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _marks(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.KEEPS_MARKS = tmp_path, True


@contextmanager
def put_back_afterwards() -> Iterator[None]:
    """What happens within is not in the database afterwards, as when an earlier copy is put in its place."""
    copy = transaction.savepoint()
    yield
    transaction.savepoint_rollback(copy)


def an_event() -> Event:
    return record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")


@pytest.mark.clause("S-61")
def test_what_was_sent_since_the_copy_is_not_sent_again(due: Publication, world: World) -> None:
    with put_back_afterwards():
        assert run(due).step == "published"

    row = run(due, start=SOON)

    assert len(world.visible()) == 1
    assert world.calls == ["create", "publish"]
    assert row.step == "needs_a_person"
    assert "put back from an earlier copy" in row.problem
    stop = Stop.objects.in_force().get()
    assert (stop.by, "posts were sent that it does not know of" in stop.reason) == (None, True)
    assert Event.objects.filter(verb="notice put back").count() == 1


def test_without_the_marks_the_channel_tells(due: Publication, page: Channel, officer: Person, world: World) -> None:
    """The folder was put back too, as with a snapshot of the whole machine."""
    other = planned(officer, page, due_at=TUESDAY + timedelta(hours=3))
    with put_back_afterwards():
        run(due)
    marks.forget()

    row = run(due, start=SOON)
    run(other, start=TUESDAY + timedelta(hours=3))

    other.refresh_from_db()
    assert [post.marker for post in world.visible()] == [due.code]
    assert world.calls == ["create", "publish", "find"]
    assert row.step == "published"
    assert Stop.objects.in_force().get().by is None
    assert other.step == "held"


def test_a_post_that_is_late_for_another_reason_goes_out(due: Publication, world: World) -> None:
    assert run(due, start=SOON).step == "published"
    assert world.calls == ["find", "create", "publish"]
    assert not Stop.objects.exists()


def head(made: Callable[[], object]) -> None:
    an_event()
    with put_back_afterwards():
        an_event()
        made()


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (marks.keep_head, "the record had more events"),
        (lambda: anchors.anchor(TUESDAY), "an anchor names an event that it lacks"),
    ],
)
def test_a_record_that_went_further_is_noticed_at_the_start(world: World, made: Callable[[], object], why: str, db: None) -> None:
    head(made)

    stop = put_back.stop_if_put_back(TUESDAY, thorough=True)

    assert stop is not None
    assert why in stop.reason
    assert put_back.stop_if_put_back(TUESDAY, thorough=True) is None
    an_event()
    marks.keep_head()
    assert list(put_back.signs(thorough=True)), "what tells of it must stay until somebody has looked"


def test_the_same_database_stops_nothing(due: Publication, world: World) -> None:
    marks.keep_head()
    anchors.anchor(TUESDAY)
    run(due)
    marks.keep_head()

    assert put_back.stop_if_put_back(TUESDAY, thorough=True) is None


def test_a_person_looks_and_lets_posts_go_again(
    due: Publication,
    page: Channel,
    officer: Person,
    auditor: Person,
    world: World,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    later = planned(officer, page, due_at=TUESDAY + timedelta(hours=3))
    with put_back_afterwards():
        run(due)
        anchors.anchor(TUESDAY)
    run(due, start=SOON)
    desk = Client()
    desk.force_login(officer)
    assert "Posts are held: the database was put back from a copy" in " ".join(desk.get("/desk/").text.split())
    assert not check().intact
    put_back.stop_if_put_back(SOON, thorough=True)

    with django_capture_on_commit_callbacks(execute=True), time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        resume(reason="I looked at the Page: it is there.", by=officer)

    assert "put back from a copy" in mail.outbox[-1].subject
    assert mail.outbox[-1].to == [auditor.email]
    assert check().intact
    assert list(put_back.signs(thorough=True)) == []
    assert run(later, start=TUESDAY + timedelta(hours=3)).step == "published"
    due.refresh_from_db()
    assert due.step == "needs_a_person"


def test_who_stalls_before_asking_asks_nothing(due: Publication, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([due.due_at] * 4 + [due.due_at + timedelta(seconds=25)])
    last: list[Any] = []

    def clock() -> datetime:
        last[:] = [next(moments, last[0] if last else due.due_at)]
        return last[0]

    monkeypatch.setattr(asking, "ask", lambda call: pytest.fail("it asked"))
    assert advance(due.pk, now=clock) is None
    assert world.calls == []
