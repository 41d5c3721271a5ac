"""A broken connection is announced, never silent: on every page of the desk and by letter, within the hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.publisher import advance
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.sealing import seal, unseal
from steamie.project import rounds
from tests.content.making import make_post
from tests.stand_in_page import NOW, Page, page

__all__ = ["page"]  # a fixture, used by name below
MINUTE = timedelta(minutes=1)


def _kill(subcode: int) -> Callable[[Page], Any]:
    return lambda page: page.ask("tokens", kill=_token(page), subcode=subcode)


def _token(page: Page) -> str:
    return unseal(Channel.objects.get(pk=page.channel.pk).sealed)["page_token"]


def _swap(page: Page, **wanted: Any) -> None:
    """Another token than the right one is in our hands."""
    channel = Channel.objects.get(pk=page.channel.pk)
    channel.sealed = seal(unseal(channel.sealed) | {"page_token": page.ask("tokens", **wanted)["access_token"]})
    channel.save()


def _without(page: Page, missing: str) -> None:
    granted = page.world.mint().scopes
    _swap(page, kind="page", scopes=[scope for scope in granted if scope != missing])


def _expire(page: Page) -> None:
    _swap(page, kind="page", expires_in=60)
    page.ask("clock", advance=3600)


BROKEN: dict[str, tuple[Callable[[Page], Any], str]] = {
    "190, not a token": (lambda page: page.world.tokens.clear(), "no longer accepts the connection"),
    "458 app removed": (_kill(458), "was removed in Facebook"),
    "459 checkpoint": (_kill(459), "confirm who they are"),
    "460 password": (_kill(460), "changed their Facebook password"),
    "463 expired": (_kill(463), "has expired"),
    "464 unconfirmed": (_kill(464), "confirm who they are"),
    "467 logged out": (_kill(467), "no longer accepts the connection"),
    "expired by the clock": (_expire, "has expired"),
    "role lost": (lambda page: page.ask("page", roles=False), "no longer has a role"),
    "a user's token posing as the Page's": (lambda page: _swap(page, kind="user"), "user token posing as a page token"),
    "posting not allowed": (lambda page: _without(page, "pages_manage_posts"), "pages_manage_posts is missing"),
    "reading not allowed": (lambda page: _without(page, "pages_read_engagement"), "pages_read_engagement is missing"),
    "the Page unpublished": (lambda page: page.ask("page", published=False), "is not published"),
    "the app's secret changed": (lambda page: setattr(page.world, "app_secret", "new"), "app secret is wrong"),
}
STILL_POSTS = {"the Page unpublished"}  # Facebook takes the post; nobody sees the Page
LOOK: dict[str, tuple[Callable[[Page], Any], str]] = {
    "the Page renamed": (lambda page: page.ask("page", name="Not Us Ltd"), "has been renamed"),
    "insights not allowed": (lambda page: _without(page, "read_insights"), "read_insights is missing"),
    "soon to expire": (lambda page: _swap(page, kind="page", expires_in=5 * 86_400), "runs out on"),
}


@pytest.fixture
def connected(page: Page, officer: Person, colleague: Person) -> Page:
    """A Page that works, looked at a moment ago."""
    Channel.objects.update(owner=officer, deputy=colleague, remote_name=page.world.name)
    page.channel.refresh_from_db()
    due(NOW)
    rounds.go("connections")
    assert page.channel.last_check.problems == []
    return page


def due(now: datetime) -> list[str]:
    """The duties that the clock asks for at this moment."""
    asked: list[str] = []
    rounds.ask_for_due(now, asked.append)
    return asked


def within_the_hour(capture: Any) -> None:
    """The clock goes on, minute by minute, until it looks at the connections again."""
    for minute in range(1, 61):
        with time_machine.travel(NOW + minute * MINUTE, tick=False), capture(execute=True):
            if "connections" in due(NOW + minute * MINUTE):
                rounds.go("connections")
                return
    pytest.fail("Nobody looked for an hour.")


@pytest.mark.parametrize("fault", BROKEN)
def test_what_breaks_is_announced_within_the_hour_and_nothing_is_said_to_be_sent(
    connected: Page, officer: Person, client: Client, fault: str, django_capture_on_commit_callbacks: Any
) -> None:
    breaks, words = BROKEN[fault]
    post = make_post(officer, connected.channel, due_at=NOW + MINUTE)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    publication = post.publications.get()
    breaks(connected)
    for minute in (1, 2, 7, 17, 25):
        advance(publication.pk, now=lambda minute=minute: NOW + minute * MINUTE)
    within_the_hour(django_capture_on_commit_callbacks)

    client.force_login(officer)
    for address in ("/desk/", "/desk/calendar/"):
        shown = client.get(address).text
        assert "Facebook Page does not work." in shown
        assert words in shown.replace("&#x27;", "'")
    [letter] = mail.outbox
    assert letter.subject == "Facebook Page has stopped working"
    assert sorted(letter.to) == sorted([officer.email, "team@example.org"])
    assert words in letter.body
    assert "What to do" in letter.body
    assert Event.objects.filter(verb="lose connection").count() == 1
    if fault in STILL_POSTS:
        return
    publication.refresh_from_db()
    assert publication.step in {Step.HELD, Step.NEEDS_A_PERSON, Step.REFUSED}
    assert publication.published_at is None
    assert not [post for post in connected.truth()["posts"] if post["visible"]]


@pytest.mark.parametrize("fault", LOOK)
def test_what_works_and_wants_a_look_is_announced_once(
    connected: Page, officer: Person, client: Client, fault: str, django_capture_on_commit_callbacks: Any
) -> None:
    changes, words = LOOK[fault]
    changes(connected)
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            rounds.go("connections")

    client.force_login(officer)
    assert "Facebook Page needs a look." in " ".join(client.get("/desk/calendar/").text.split())
    [letter] = mail.outbox
    assert letter.subject == "Facebook Page works, but look soon"
    assert words in letter.body


def test_out_of_reach_once_is_no_news_and_twice_is(
    connected: Page, officer: Person, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(officer)
    for fault, letters, banner in (("html502=1", 0, False), ("drop_before=1", 1, True), ("nothing=1", 1, True), ("", 1, False)):
        connected.ask("faults", faults=fault)
        with django_capture_on_commit_callbacks(execute=True):
            rounds.go("connections")
        assert len(mail.outbox) == letters, fault
        assert ("does not work." in " ".join(client.get("/desk/calendar/").text.split())) is banner, fault
    assert Event.objects.filter(verb__in=["lose connection", "mend connection"]).count() == 2


def test_a_letter_that_cannot_be_sent_is_tried_again_and_without_keepers_the_officers_get_it(
    connected: Page, officer: Person, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    Channel.objects.update(owner=None, deputy=None)
    _kill(460)(connected)
    with monkeypatch.context() as broken, django_capture_on_commit_callbacks(execute=True):
        broken.setattr("steamie.channels.actions.announcing.EmailMessage.send", _no_post_office)
        rounds.go("connections")
    assert not mail.outbox
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            rounds.go("connections")
    assert [letter.to for letter in mail.outbox] == [[officer.email]]


def _no_post_office(*_: Any) -> int:
    raise ConnectionRefusedError
