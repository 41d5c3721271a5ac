"""The same post, made by acts and in bulk: the same rows, column by column, and the same events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models import Model

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.content.plan.actions import quarters
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.models import Approval, Authorship, Post, PostPicture, PostText, Publication, Submission
from steamie.content.publishing.models import Attempt
from steamie.content.publishing.past import Past, by_acts, in_bulk, unrecorded
from steamie.evidence.models import Event
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.rules.quarters import quarter_of
from steamie.strategy.models import Edition
from tests.content.making import NOW, TUESDAY, make_channel, make_picture
from tests.content.pretend import Pretend, World
from tests.house.world import undone

ROWS = (Post, PostText, PostPicture, Authorship, Submission, Approval, Publication, Attempt)
DRAWN = {"code"}  # by chance, for each row anew


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(registry, "kinds", lambda: {"pretend": Pretend})
    Pretend.world = World(TUESDAY)
    return Pretend.world


@pytest.fixture
def slot(officer: Person) -> Slot:
    span = quarter_of(TUESDAY.date())
    quarter = Quarter.objects.create(first=span.first, last=span.last, made_at=NOW)
    return quarters.plan_slot(quarter=quarter, day=TUESDAY.date(), share="association", by=officer, at=NOW - timedelta(days=2))


def a_past(author: Person, officer: Person, slot: Slot, channel: Channel, picture: Picture, *, sent: bool) -> Past:
    words = {"title": "Your yearly gas safety check", "share": "association", "audience": "tenants", "purpose": "guidance"}
    times = {"made_at": NOW - timedelta(days=1), "due_at": TUESDAY, "due_wall": "2026-11-24T10:00 Europe/London"}
    post = Post(author=author, link="https://example.org/gas", quarter=slot.quarter, slot=slot, evergreen=True, **words, **times)
    return Past(
        post,
        texts={channel.pk: "Every home with gas needs a check."},
        pictures=[(picture.pk, "A boiler")],
        submitted_at=NOW - timedelta(hours=20),
        approved_at=NOW - timedelta(hours=3),
        approved_by=officer,
        sent_at=TUESDAY + timedelta(seconds=2) if sent else None,
        there={channel.pk: ("r1", "https://pretend.example/r1")} if sent else {},
    )


def left_by(make: Callable[[], object]) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The rows and the events that making a post leaves, before it is undone. Posts' own numbers do not count."""
    before = Event.objects.count()
    with undone():
        make()
        numbers = {model: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in ROWS}
        rows = {model.__name__: [values(row, numbers) for row in model.objects.order_by("pk")] for model in ROWS}
        events = [
            {name: getattr(event, name) for name in ("at", "actor", "office", "verb", "clause", "reason", "facts")}
            for event in Event.objects.order_by("number")[before:]
        ]
    return rows, events


def values(row: Model, numbers: dict[type[Model], list[int]]) -> dict[str, Any]:
    """Every column but its own number and what is drawn by chance; another row of the post by its place among its like."""
    columns = [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in DRAWN]
    plain = {field.name: getattr(row, field.attname) for field in columns}
    ours = [field for field in columns if field.related_model in numbers and plain[field.name] is not None]
    return plain | {field.name: numbers[field.related_model].index(plain[field.name]) for field in ours}


@pytest.mark.parametrize("sent", [True, False])
def test_in_bulk_a_post_gets_the_rows_and_the_events_that_acts_leave(
    strategy: Edition, colleague: Person, officer: Person, slot: Slot, pretend: World, sent: bool
) -> None:
    story = partial(a_past, colleague, officer, slot, make_channel("pretend", "Pretend"), make_picture(), sent=sent)
    rows, events = left_by(lambda: by_acts(story()))
    rows_in_bulk, events_in_bulk = left_by(lambda: in_bulk([story()]))

    assert all(rows[model.__name__] for model in ROWS if sent or model is not Attempt)
    assert rows_in_bulk == rows
    assert events_in_bulk == events
    assert [event["verb"] for event in events] == ["draft", "submit", "approve", "publish"][: 4 if sent else 3]


def test_what_is_unrecorded_leaves_no_event(
    strategy: Edition, colleague: Person, officer: Person, slot: Slot, pretend: World
) -> None:
    before = Event.objects.count()
    [post] = in_bulk(
        [a_past(colleague, officer, slot, make_channel("pretend", "Pretend"), make_picture(), sent=True)], record=unrecorded
    )

    assert post.publications.get().step == "published"
    assert Event.objects.count() == before
