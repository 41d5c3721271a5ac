"""What nobody means to send and somebody does: each arrives, or is refused in words, and nothing is lost."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from steamie.channels.contract import Heard
from steamie.conversations import receiving
from steamie.conversations.actions.arriving import take_in
from steamie.conversations.models import Conversation, Delivery, Message, Reply
from steamie.people.models import Person

from .making import Crowd, asked, later, send
from .test_deliveries import body, deliver


def test_a_comment_whose_clock_is_in_the_future_counts_from_when_it_came(crowd: Crowd) -> None:
    now = timezone.now()
    heard = Heard("1_9", "1_9", "Nobody came", now + timedelta(days=400), post_id="1_1")
    message = take_in(channel=crowd.page.channel, heard=heard, at=now)
    assert message
    assert message.written_at == message.conversation.waiting_since == now


def test_a_delivery_from_the_future_with_fields_nobody_knows_is_read_again_at_the_channel(crowd: Crowd) -> None:
    number = crowd.say("Nobody came")
    told = json.loads(body(crowd, number))
    told["entry"][0]["time"] = 32_503_680_000
    told["entry"][0]["a_new_list"] = [{"x": 1}]
    told["entry"][0]["changes"][0]["value"] |= {
        "created_time": 32_503_680_000,
        "feeling": {"of": ["life"]},
        "message": "Forged words",
    }
    assert deliver(crowd, json.dumps(told).encode()) == 200
    receiving.work_through(timezone.now())
    message = Message.objects.get()
    assert message.words == "Nobody came"
    assert message.written_at <= timezone.now()
    assert not Delivery.objects.waiting().exists()


def test_a_comment_comes_before_the_answer_about_its_own_post_did(crowd: Crowd) -> None:
    """The desk does not know that post yet: its number was in an answer that was lost."""
    [unknown] = crowd.page.ask("history", posts=[{"message": "Bin day moves", "at": timezone.now().timestamp()}])["posts"]
    crowd.post = unknown
    number = crowd.say("Which day?")
    deliver(crowd, body(crowd, number))
    receiving.work_through(timezone.now())
    one = Conversation.objects.get()
    assert (one.post_id, one.post_words) == (unknown, "")
    crowd.look()
    one.refresh_from_db()
    assert one.post_words == "Bin day moves"
    assert Message.objects.count() == 1


def test_a_private_reply_to_somebody_who_blocked_the_page_is_refused_and_another_way_is_open(
    crowd: Crowd, officer: Person, client: Client
) -> None:
    one = crowd.heard("Nobody came", author="shona")
    crowd.page.ask("residents", blocks_the_page="shona")
    reply = asked(one, "Sorry. What is your number?", officer, Reply.PRIVATE)
    send()
    reply.refresh_from_db()
    assert "cannot be reached" in reply.refused_because
    assert crowd.in_private() == []
    client.force_login(officer)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "Your words are kept" in page
    assert "Sorry. What is your number?" in page


def test_a_private_reply_that_became_too_late_on_its_way_is_refused_by_code(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Nobody came")
    reply = asked(one, "Sorry.", officer, Reply.PRIVATE)
    crowd.page.ask("clock", advance=8 * 86_400)
    send()
    reply.refresh_from_db()
    assert "the time in which we may write has passed" in reply.refused_because
    assert "2018278" in reply.detail


@pytest.mark.parametrize("words", ["😡😡😡", "میرے گھر میں گیس کی بو آ رہی ہے", "x" * 8000, "<b onclick=x>y</b>"])
def test_awkward_words_are_shown_as_they_stand_in_every_list(crowd: Crowd, officer: Person, client: Client, words: str) -> None:
    one = crowd.heard(words)
    client.force_login(officer)
    for address in ("/desk/inbox/", one.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "<b onclick" not in answer.content.decode()
    assert one.next_due, "a person reads it, whatever its language"


def test_our_answer_answered_by_a_machine_and_that_by_us_never_runs_in_a_ring(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Nobody came")
    for round_ in range(3):
        with later(hours=round_ + 1) as now:
            crowd.page.ask("clock", at=now.timestamp())
            asked(one, f"We look into it, {round_}.", officer)
            send()
            crowd.say("Thank you for your message. This is an automatic reply.", parent=one.messages.first().remote_id)
            crowd.look()
            one.refresh_from_db()
            assert one.waiting_since is None, "a machine starts no wait"
