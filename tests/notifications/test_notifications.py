"""E-mails about one's work: as each person wishes, never about what they did, never twice, ended by one press."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from steamie.casework.actions.handling import hand_over
from steamie.casework.actions.opening import team_called
from steamie.content.posts.actions.approval import approve, send_back, submit
from steamie.content.posts.actions.notes import write_note
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.evidence.models import Event
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter
from steamie.notifications import actions, collecting, duties
from steamie.notifications.models import Notification, NotificationChoice, NotificationTime
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic
from tests.casework.making import put_in, told
from tests.content.making import make_channel, make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # a Monday in office hours
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _a_mail_server(settings: Any) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 1)


@pytest.fixture
def post(strategy: object, colleague: Person) -> Post:
    """Handed in by a colleague after the record was read for the first time."""
    written = make_post(colleague, make_channel(), due_at=NOW + DAY)
    collecting.collect(NOW)
    submit(post=written, by=colleague, at=NOW)
    return written


def wish(person: Person, time: NotificationTime, *topics: NoticeTopic) -> None:
    actions.choose(times=dict.fromkeys(topics or NoticeTopic, time), by=person, at=NOW - DAY)


def letters() -> list[tuple[str, str]]:
    """To whom and about what, in the order they were written."""
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def test_at_once_to_the_other_and_never_about_what_one_did(post: Post, officer: Person, colleague: Person) -> None:
    for person in (officer, colleague):
        wish(person, NotificationTime.AT_ONCE)
    duties.notify(NOW + MINUTE)
    duties.notify(NOW + 2 * MINUTE)
    assert letters() == [(officer.email, f"“{post}” waits for your approval")]
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW + 3 * MINUTE)
    duties.notify(NOW + 4 * MINUTE)
    assert letters()[1:] == [(colleague.email, f"Your post “{post}” is approved")]
    assert not Notification.objects.filter(closed_at=None).exists()


def test_once_a_day_is_one_letter_when_the_office_opens_about_what_still_holds(post: Post, officer: Person) -> None:
    colleague = post.author
    duties.notify(NOW + MINUTE)
    send_back(post=post, reason="Name the day.", by=officer, at=NOW + MINUTE)
    other = make_post(colleague, make_channel(name="Other news"), title="Bins", due_at=NOW + 2 * DAY)
    submit(post=other, by=colleague, at=NOW + 2 * MINUTE)
    duties.notify(NOW + 3 * MINUTE)
    duties.notify_daily(NOW + 4 * MINUTE)
    duties.notify_daily(NOW + timedelta(hours=13))  # Tuesday, at midnight
    assert letters() == []
    for moment in (NOW + timedelta(hours=22, minutes=5), NOW + timedelta(hours=25)):
        duties.notify_daily(moment)
    assert sorted(letters()) == sorted(
        [(officer.email, "“Bins” waits for your approval"), (colleague.email, f"Your post “{post}” was sent back to you")]
    )


def test_none_means_none_and_a_topic_is_chosen_alone(post: Post, officer: Person, colleague: Person) -> None:
    wish(officer, NotificationTime.NEVER, NoticeTopic.APPROVAL)
    put_in("housing", officer)
    case = told(at=NOW)
    hand_over(case=case, team=team_called("housing"), handler=officer, reason="Yours", by=officer, at=NOW)
    wish(officer, NotificationTime.AT_ONCE, NoticeTopic.ASSIGNED, NoticeTopic.TEAM)
    duties.notify(NOW + MINUTE)
    assert letters() == []  # they gave it to themselves, and nobody's case it is no more
    put_in("housing", colleague)
    hand_over(case=case, team=team_called("housing"), handler=officer, reason="Please", by=colleague, at=NOW + MINUTE)
    duties.notify(NOW + 2 * MINUTE)
    assert [to for to, _ in letters()] == [officer.email]
    assert case.reference in letters()[0][1]
    assert "Canary" not in Letter.objects.get().words + letters()[0][1]


def test_what_happened_before_and_what_waited_too_long_is_nobodys_news(post: Post, officer: Person, settings: Any) -> None:
    wish(officer, NotificationTime.AT_ONCE)
    settings.MAIL_SERVER = None
    duties.notify(NOW + MINUTE)
    assert Letter.objects.count() == 0  # no e-mail is set up: nothing piles up in the outbox
    settings.MAIL_SERVER = MailServer("127.0.0.1", 1)
    duties.notify(NOW + 6 * DAY)
    assert letters() == []
    assert Notification.objects.count() == 1


def test_one_press_in_a_letter_ends_them_and_the_page_begins_them_again(post: Post, officer: Person, client: Client) -> None:
    wish(officer, NotificationTime.AT_ONCE)
    duties.notify(NOW + MINUTE)
    letter = Letter.objects.get()
    head = bytes(letter.content).decode().replace("\r\n ", "")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    address = re.search(r"List-Unsubscribe: <http://[^/]+(/[^>]+)>", head)
    assert address
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop these letters?" in stranger.get(address[1]).content.decode()
    assert NotificationChoice.objects.of(officer)[NoticeTopic.APPROVAL] == NotificationTime.AT_ONCE  # looking ends nothing
    assert "You get no more" in stranger.post(address[1], {"List-Unsubscribe": "One-Click"}).content.decode()
    assert set(NotificationChoice.objects.of(officer).values()) == {NotificationTime.NEVER}
    assert stranger.post(address[1].replace(":", "x:", 1)).status_code == 404
    client.force_login(officer)
    page = reverse("notifications_desk:choices")
    assert page in client.get(reverse("people:me"), follow=True).content.decode()
    boxes = {topic.name.lower(): "daily" for topic in NoticeTopic}
    assert "Saved." in client.post(page, boxes, follow=True).content.decode()
    refused = client.post(page, boxes | {"reply": "hourly"})
    assert (refused.status_code, NotificationChoice.objects.of(officer)[NoticeTopic.REPLY]) == (422, NotificationTime.DAILY)
    assert Event.objects.filter(verb="choose notifications").count() == 2


def test_a_second_pair_of_eyes_is_told_whom_it_was_asked_of(post: Post, officer: Person, colleague: Person) -> None:
    wish(officer, NotificationTime.AT_ONCE, NoticeTopic.SECOND_PERSON)
    write_note(post=post, words="Is this the right day?", by=colleague, asks=officer, at=NOW)
    duties.notify(NOW + MINUTE)
    assert letters() == [(officer.email, f"You are asked to look at “{post}”")]


def test_every_notice_of_every_room_follows_a_verb_that_is_recorded() -> None:
    assert len(collecting.kinds()) >= 15
