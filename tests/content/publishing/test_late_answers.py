"""Calls that arrive at the channel long after we gave them up: what they did is seen, and nobody else is blamed for it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine

from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Publication
from steamie.content.publishing.actions.comparing import compare
from steamie.content.publishing.actions.settling import found_there
from steamie.content.publishing.actions.stops import stop_everything
from steamie.content.publishing.models import Attempt, Difference, Stop
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Person
from tests.content.making import make_post
from tests.content.posts.test_correcting import corrected
from tests.content.pretend import run
from tests.stand_in_page import NOW, Page, page

__all__ = ["page"]  # a fixture, used by name below
FIRST, SECOND = "Bin day moves to Wednesday.", "Bin day moves to Thursday."


@pytest.fixture
def row(page: Page, officer: Person) -> Publication:
    page.channel.confirmed_at = NOW
    post = make_post(officer, page.channel, text="Bin day moves to Tuesday.", due_at=NOW, made_at=NOW - timedelta(days=1))
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW - timedelta(hours=1))
    return post.publications.get()


def later(**after: float) -> datetime:
    return NOW + timedelta(**after)


def shown(page: Page) -> list[str]:
    return [post["message"] for post in page.truth()["posts"] if post["visible"]]


@pytest.mark.clause("S-11")
def test_a_post_shown_after_it_was_held_is_unconfirmed_until_a_person_says(page: Page, row: Publication, officer: Person) -> None:
    page.ask("faults", faults="late@post.publish=1x1:150")
    run(row, start=NOW, until=timedelta(milliseconds=500))
    stop_everything(reason="A gas leak", by=officer, at=later(seconds=2))
    run(row, start=later(seconds=5), until=timedelta(minutes=2))
    row.refresh_from_db()
    assert (row.step, shown(page)) == ("held", [])

    with time_machine.travel(later(minutes=20), tick=False):
        [difference] = compare(channel=page.channel, days=2, by=CLOCK, now=later(minutes=20))
        assert compare(channel=page.channel, days=2, by=CLOCK, now=later(minutes=35)) == []

    row.refresh_from_db()
    assert len(shown(page)) == 1
    assert (difference.kind, difference.publication) == (Difference.SHOWN, row)
    assert (row.step, row.told_at) == ("needs_a_person", None)
    found_there(publication=row, address="https://www.facebook.com/1", looked=True, by=officer, at=later(minutes=40))
    row.refresh_from_db()
    assert row.step == "published"


def test_earlier_words_that_an_abandoned_call_brings_back_are_corrected_again(
    page: Page, row: Publication, officer: Person
) -> None:
    run(row, start=NOW, until=timedelta(minutes=1))
    page.ask("faults", faults="late@post.update=1x1:90")
    corrected(row.post, officer, at=later(minutes=2), text=FIRST)
    run(row, start=later(minutes=2), until=timedelta(seconds=40))
    corrected(row.post, officer, at=later(minutes=2, seconds=41), text=SECOND)
    run(row, start=later(minutes=2, seconds=41), until=timedelta(seconds=25))
    assert [text.partition("\n")[0] for text in shown(page)] == [SECOND]
    with time_machine.travel(later(minutes=5), tick=False):
        page.caller.get("/")
        assert compare(channel=page.channel, days=2, by=CLOCK, now=later(minutes=5)) == []

    run(row, start=later(minutes=5), until=timedelta(hours=4))

    assert [text.partition("\n")[0] for text in shown(page)] == [SECOND]
    assert Event.objects.filter(verb="see earlier words of").count() == 1
    assert not Difference.objects.exists()


@pytest.mark.clause("S-11")
def test_a_post_whose_identifier_we_were_never_told_is_not_called_somebody_else_s(
    page: Page, row: Publication, officer: Person
) -> None:
    """The answer was lost, a person said that it was not there, and it turned up."""
    page.ask("history", posts=[{"message": "Bin day moves to Tuesday.", "at": later(minutes=-40).timestamp()}])
    Attempt.objects.create(publication=row, verb="create", outcome="unknown", started_at=NOW, ended_at=NOW, fingerprint="f")
    Publication.objects.filter(pk=row.pk).update(step="held", wake_at=None)

    [difference] = compare(channel=page.channel, days=2, by=CLOCK, now=later(minutes=1))

    row.refresh_from_db()
    assert (difference.kind, difference.publication_id, row.step) == (Difference.SHOWN, row.pk, "needs_a_person")
    assert not Stop.objects.exists()


def test_a_post_that_was_never_tried_and_is_there_shows_that_the_database_was_put_back(page: Page, row: Publication) -> None:
    page.ask("history", posts=[{"message": "Bin day moves to Tuesday.", "at": later(minutes=-40).timestamp()}])

    [difference] = compare(channel=page.channel, days=2, by=CLOCK, now=later(minutes=1))

    row.refresh_from_db()
    assert (difference.kind, row.step) == (Difference.SHOWN, "needs_a_person")
    assert Stop.objects.in_force().get().by is None
