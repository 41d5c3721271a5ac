"""When a post goes is told alike everywhere: its own time, or the one it was given since."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.calendar import sheet
from steamie.content.posts.models import Post, Publication
from steamie.content.publishing.actions.settling import send_later
from steamie.people.models import Person
from tests.content.making import NOW, TUESDAY, make_post
from tests.content.pretend import run

MOVED = TUESDAY + timedelta(days=2, hours=3)


@pytest.fixture
def moved(due: Publication, officer: Person) -> Post:
    """Held because it was late, then given another time."""
    run(due, start=TUESDAY + timedelta(hours=1))
    send_later(publication=due, due_at=MOVED, by=officer, at=TUESDAY + timedelta(hours=1))
    return due.post


def test_the_sheet_tells_the_time_it_was_given(moved: Post) -> None:
    line = sheet.write(Post.objects.with_standing().prefetch_related("texts")).splitlines()[1]

    assert line.startswith("2026-11-26,13:00,")


def test_next_out_tells_the_time_it_was_given(moved: Post, officer: Person, page: Channel) -> None:
    make_post(officer, page, title="Drafted", due_at=TUESDAY + timedelta(days=1))
    after = Post.objects.going_after(TUESDAY + timedelta(hours=1))

    assert [(post.title, post.next_at) for post in after] == [
        ("Drafted", TUESDAY + timedelta(days=1)),
        (moved.title, MOVED),
    ]
    client = Client()
    with time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        client.force_login(officer)
        assert "<b>Thu 26</b>13:00" in client.get("/desk/").text


def test_what_went_out_is_not_next(due: Publication) -> None:
    assert Post.objects.going_after(NOW).get() == due.post
    run(due)

    assert not Post.objects.going_after(NOW).exists()


def test_the_record_of_a_post_tells_what_was_sent_of_it(due: Publication, officer: Person) -> None:
    run(due)
    client = Client()
    client.force_login(officer)

    found = client.get("/desk/evidence/", {"subject": f"posts.post:{due.post_id}"}).text

    assert f"approved “{due.post}”" in found
    assert f"published “{due.post}” on Pretend Page" in found
