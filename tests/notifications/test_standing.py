"""What has waited on somebody's Today page for two working days is written to them once, by whichever room asks it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from steamie.content.posts.actions.approval import send_back, submit
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter
from steamie.notifications import actions, duties
from steamie.notifications.models import NotificationTime, StandingTask
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic
from tests.content.making import make_channel, make_post

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _a_mail_server(settings: Any) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 1)


def wish(person: Person, time: NotificationTime, *topics: NoticeTopic) -> None:
    every = dict.fromkeys(NoticeTopic, NotificationTime.NEVER)
    actions.choose(times=every | dict.fromkeys(topics, time), by=person, at=FRIDAY - DAY)


def looked_at(moment: datetime) -> list[str]:
    """What the officer was written by then about posts that wait."""
    duties.look_for_standing_tasks(moment)
    duties.notify(moment + MINUTE)
    return [line for letter in Letter.objects.all() for line in letter.words.splitlines() if "for your approval" in line]


def test_what_waits_two_working_days_is_written_once_and_again_only_when_it_waits_anew(
    strategy: object, officer: Person, colleague: Person
) -> None:
    wish(officer, NotificationTime.AT_ONCE, NoticeTopic.OVERDUE)
    wish(colleague, NotificationTime.NEVER)
    post = make_post(colleague, make_channel(), due_at=FRIDAY + 30 * DAY)
    submit(post=post, by=colleague, at=FRIDAY)

    assert looked_at(FRIDAY) == []
    assert looked_at(FRIDAY + 2 * DAY) == []  # a Sunday: nobody looks
    assert looked_at(FRIDAY + 3 * DAY) == []  # a Monday: one working day
    assert len(set(looked_at(FRIDAY + 4 * DAY))) == 1
    assert len(looked_at(FRIDAY + 5 * DAY)) == len(looked_at(FRIDAY + 6 * DAY)) > 0
    written = Letter.objects.count()

    send_back(post=post, reason="Name the day.", by=officer, at=FRIDAY + 6 * DAY)
    looked_at(FRIDAY + 7 * DAY)
    assert not StandingTask.objects.filter(person=officer, kind__endswith="posts.today.approvals").exists()
    submit(post=post, by=colleague, at=FRIDAY + 11 * DAY)
    looked_at(FRIDAY + 11 * DAY)
    assert Letter.objects.count() == written
    looked_at(FRIDAY + 13 * DAY)
    assert Letter.objects.count() == written + 1


def test_what_was_done_before_the_letter_goes_is_nobodys_news(strategy: object, officer: Person, colleague: Person) -> None:
    wish(officer, NotificationTime.DAILY, NoticeTopic.OVERDUE)
    wish(colleague, NotificationTime.NEVER)
    post = make_post(colleague, make_channel(), due_at=FRIDAY + 30 * DAY)
    submit(post=post, by=colleague, at=FRIDAY)
    for days in (0, 3, 4):
        duties.look_for_standing_tasks(FRIDAY + days * DAY)
    send_back(post=post, reason="Name the day.", by=officer, at=FRIDAY + 4 * DAY + MINUTE)
    duties.look_for_standing_tasks(FRIDAY + 4 * DAY + timedelta(hours=1))
    duties.notify_daily(FRIDAY + 5 * DAY)
    assert not [letter for letter in Letter.objects.all() if "for your approval" in letter.words]
