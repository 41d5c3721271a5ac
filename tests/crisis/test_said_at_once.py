"""A line that is ready goes out at once, once, while everything else is stopped; and a rehearsal comes into the real inbox."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.content.posts.models import Approval, Post
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions.stops import stop_everything
from steamie.content.publishing.models import Stop
from steamie.content.publishing.publisher import advance
from steamie.conversations import rehearsing, sending
from steamie.conversations.actions.answering import Wording, ask_to_answer
from steamie.conversations.models import Conversation
from steamie.crisis import actions
from steamie.crisis.models import Crisis, HoldingLine
from steamie.people.models import Person
from tests.stand_in_page import NOW, Page, page

__all__ = ["page"]
pytestmark = pytest.mark.usefixtures("strategy")
WORDS = "There is no water in Example Street. Ring 0800 077 8778. We tell you more within the hour."


@pytest.fixture
def line(officer: Person, colleague: Person) -> HoldingLine:
    """Written by the team, approved by the officer, before anything happened."""
    row = actions.propose_line(title="No water", words=WORDS, by=colleague, at=NOW - timedelta(days=9))
    return actions.approve_line(row=row, by=officer, at=NOW - timedelta(days=8))


def on_the_page(page: Page) -> list[str]:
    return [post["message"] for post in page.truth()["posts"] if post["visible"]]


@pytest.mark.clause("S-12")
def test_a_line_goes_out_once_while_everything_is_stopped_and_nothing_resumes(
    page: Page, line: HoldingLine, officer: Person, colleague: Person, client: Client
) -> None:
    waits = page.sent(officer, days_ago=1)
    stop_everything(reason="No water", by=colleague, at=NOW)
    event = actions.begin(title="No water", by=colleague, at=NOW)
    client.force_login(colleague)  # she may stop posts, and approve none
    assert WORDS in client.get(f"/desk/crisis/{event.pk}/").content.decode()

    assert client.post(f"/desk/crisis/{event.pk}/line/", {"line": line.pk}).status_code == 302

    post = Post.objects.exclude(pk=waits.post_id).get()
    approval = Approval.objects.get(post=post)
    assert approval.by == officer, "the approval that was given before counts"
    row = post.publications.get()
    assert on_the_page(page).count(WORDS) == 0, "twenty seconds to take it back"
    for seconds in (25, 50, 75):
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            advance(row.pk)
    row.refresh_from_db()
    assert row.step == Step.PUBLISHED
    assert on_the_page(page).count(WORDS) == 1
    assert Stop.objects.in_force().count() == 1, "everything else stays stopped"
    with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
        again = client.post(f"/desk/crisis/{event.pk}/line/", {"line": line.pk})
    assert again.status_code == 422
    assert "out already" in again.content.decode()
    entry = event.entries.get()
    assert (entry.post, entry.line) == (post, line)
    actions.end(row=event, learned="Say it sooner", by=colleague, at=NOW + timedelta(hours=1))
    assert Stop.objects.in_force().count() == 1


def test_a_stop_that_nobody_made_holds_a_line_too(page: Page, line: HoldingLine, colleague: Person, client: Client) -> None:
    Stop.objects.create(by=None, at=NOW, reason="The database was put back")
    event = actions.begin(title="No water", by=colleague, at=NOW)
    client.force_login(colleague)
    client.post(f"/desk/crisis/{event.pk}/line/", {"line": line.pk})
    with time_machine.travel(NOW + timedelta(seconds=30), tick=False):
        advance(Post.objects.get().publications.get().pk)
    assert Post.objects.get().publications.get().step == Step.HELD
    assert on_the_page(page) == []


def test_a_line_whose_approver_left_is_approved_anew_first(
    page: Page, line: HoldingLine, officer: Person, colleague: Person, client: Client
) -> None:
    Person.objects.filter(pk=officer.pk).update(is_active=False)
    event = actions.begin(title="No water", by=colleague, at=NOW)
    client.force_login(colleague)
    refused = client.post(f"/desk/crisis/{event.pk}/line/", {"line": line.pk})
    assert refused.status_code == 422
    assert "must approve it anew" in refused.content.decode()
    assert not Post.objects.exists()
    assert not event.entries.exists()


@pytest.mark.parametrize("spoilt", ["not approved", "rehearsal"])
def test_what_is_not_approved_or_only_a_rehearsal_is_not_said(
    page: Page, line: HoldingLine, officer: Person, client: Client, spoilt: str
) -> None:
    if spoilt == "not approved":
        HoldingLine.objects.update(approved_at=None)
        event = actions.begin(title="No water", by=officer, at=NOW)
    else:
        event = actions.rehearse(scenario="gas", by=officer, at=NOW)
    client.force_login(officer)
    assert client.post(f"/desk/crisis/{event.pk}/line/", {"line": line.pk}).status_code == 422
    assert not Post.objects.exists()


@pytest.mark.clause("S-12")
def test_a_rehearsal_is_played_on_the_stand_in_comes_into_the_inbox_and_is_scored_there(
    page: Page, officer: Person, client: Client
) -> None:
    page.ask("history", posts=[{"message": "Winter tips", "at": NOW.timestamp() - 3600}])
    client.force_login(officer)
    answer = client.post("/desk/crisis/rehearsals/", {"scenario": "gas", "in_the_inbox": "on"})
    event = Crisis.objects.get()
    assert (answer.status_code, event.played_on) == (302, page.channel)
    with time_machine.travel(NOW + timedelta(seconds=90), tick=False):
        rehearsing.play_on(NOW + timedelta(seconds=90))
        rehearsing.play_on(NOW + timedelta(seconds=90))
        heard = Conversation.objects.all()
        assert heard.count() == event.messages.filter(comes_at__lte=NOW + timedelta(seconds=90)).count() == 4
        danger = heard.get(messages__words__contains="reekin")
        assert danger.dangerous
        assert "reekin" in client.get("/desk/inbox/").content.decode()
        message = danger.messages.get()
        ask_to_answer(conversation=danger, message=message, wording=Wording("Get out. Ring 0800 111 999."), by=officer)
    with time_machine.travel(NOW + timedelta(seconds=120), tick=False):
        sending.send_due(NOW + timedelta(seconds=120))
        rehearsing.play_on(NOW + timedelta(seconds=120))
    event = Crisis.objects.get()
    assert event.score.answered == 1
    assert event.score.to_first == timedelta(seconds=120)
    assert "<textarea" not in client.get(f"/desk/crisis/{event.pk}/").content.decode().split("What was done")[0]


def test_nothing_is_played_on_a_real_channel(page: Page, officer: Person, client: Client, settings: object) -> None:
    settings.GRAPH_URL = "https://graph.facebook.com"  # type: ignore[attr-defined]
    client.force_login(officer)
    assert "in_the_inbox" not in client.get("/desk/crisis/").content.decode()
    client.post("/desk/crisis/rehearsals/", {"scenario": "gas", "in_the_inbox": "on"})
    assert Crisis.objects.get().played_on is None
