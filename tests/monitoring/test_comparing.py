"""What somebody did to the Page without the desk is noticed, told, and explained by a person (S-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from steamie.content.actions.comparing import compare, explain
from steamie.content.models import Difference, PostText, Publication
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed

from .conftest import NOW, Page, publish

WORDS = "Bin day moves to Tuesday."


@pytest.fixture
def sent(page: Page, officer: Person) -> Publication:
    """A post the desk sent an hour ago, as it still stands on the Page."""
    at = NOW - timedelta(hours=1)
    remote = page.ask("history", posts=[{"message": WORDS, "at": at.timestamp()}])["posts"][0]
    row = publish(officer, page.channel, remote, at, title="Bins")
    PostText.objects.create(post=row.post, channel=page.channel, text=WORDS)
    return row


def look(page: Page) -> list[tuple[str, str]]:
    return [(row.kind, row.text) for row in compare(channel=page.channel, days=2, by=CLOCK, now=NOW)]


def test_what_is_as_we_left_it_is_not_mentioned(page: Page, sent: Publication) -> None:
    assert look(page) == []


def test_a_post_deleted_changed_or_added_is_noticed_once(page: Page, sent: Publication) -> None:
    page.ask("history", posts=[{"message": "Cheap phones!", "at": (NOW - timedelta(hours=2)).timestamp()}])
    assert look(page) == [("strange", "Cheap phones!")]
    assert look(page) == []

    page.world.posts[sent.remote_id].message = "Bin day moves to Friday."
    assert look(page) == [("changed", "Bin day moves to Friday.")]

    page.world.posts[sent.remote_id].unshow(NOW.timestamp())
    assert look(page) == [("gone", "")]
    assert Event.objects.filter(verb="notice", clause="S-11").count() == 3


def test_a_young_post_may_still_be_on_its_way(page: Page, officer: Person) -> None:
    publish(officer, page.channel, "1122_9", NOW - timedelta(minutes=3))

    assert look(page) == []


def test_a_channel_that_does_not_answer_accuses_nobody(page: Page, sent: Publication) -> None:
    page.ask("faults", faults="html502=1")

    assert look(page) == []


def test_the_officer_explains_and_today_stops_asking(page: Page, sent: Publication, at_the_desk: Client) -> None:
    page.world.posts[sent.remote_id].unshow(NOW.timestamp())
    look(page)
    assert "One thing is not as we left it" in at_the_desk.get("/desk/").content.decode()
    difference = Difference.objects.get()

    refused = at_the_desk.post("/desk/differences/", {"difference": difference.pk, "reason": " "})
    accepted = at_the_desk.post("/desk/differences/", {"difference": difference.pk, "reason": "Morag deleted it by phone."})

    assert refused.status_code == 422
    assert accepted.status_code == 302
    assert "Morag deleted it by phone." in at_the_desk.get("/desk/differences/").content.decode()
    assert "not as we left it" not in at_the_desk.get("/desk/").content.decode()


def test_staff_may_not_explain(page: Page, sent: Publication, staff: Person) -> None:
    page.world.posts[sent.remote_id].unshow(NOW.timestamp())
    look(page)

    with pytest.raises(NotAllowed):
        explain(difference=Difference.objects.get(), reason="Nothing to see", by=staff, now=NOW)


def test_words_of_strangers_are_text(page: Page, at_the_desk: Client, sent: Any) -> None:
    page.ask("history", posts=[{"message": "<script>alert(1)</script>", "at": (NOW - timedelta(hours=2)).timestamp()}])
    look(page)

    assert "<script>alert(1)" not in at_the_desk.get("/desk/differences/").content.decode()
