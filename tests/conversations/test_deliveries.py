"""Deliveries: known by their bytes, stored before they are answered, read again, and worth nothing when forged."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from steamie.conversations import receiving
from steamie.conversations.models import Conversation, Delivery, Message

from .making import Crowd, later

ADDRESS = "/webhooks/facebook/"


def body(crowd: Crowd, *numbers: str, **value: Any) -> bytes:
    page = crowd.page.channel.remote_id
    changes = [
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": one, "post_id": crowd.post, **value}}
        for one in numbers
    ]
    return json.dumps({"object": "page", "entry": [{"id": page, "time": 1, "changes": changes}]}).encode()


def deliver(crowd: Crowd, raw: bytes, secret: str = "") -> int:
    key = (secret or crowd.page.world.app_secret).encode()
    signature = "sha256=" + hmac.new(key, raw, hashlib.sha256).hexdigest()
    answer = Client().post(ADDRESS, raw, content_type="application/json", headers={"X-Hub-Signature-256": signature})
    return answer.status_code


def test_what_a_delivery_points_at_is_read_again(crowd: Crowd) -> None:
    number = crowd.say("Nobody came", name="A tenant")
    assert deliver(crowd, body(crowd, number, message="What the delivery says is not believed")) == 200
    receiving.work_through(timezone.now())
    assert Message.objects.get().words == "Nobody came"
    assert Conversation.objects.get().post_id == crowd.post
    assert Delivery.objects.waiting().count() == 0


def test_doubled_and_shuffled_it_is_taken_in_once(crowd: Crowd) -> None:
    first = crowd.say("Nobody came")
    reply = crowd.say("Nor to me", parent=first)
    for raw in (body(crowd, reply), body(crowd, first), body(crowd, reply)):
        assert deliver(crowd, raw) == 200
    receiving.work_through(timezone.now())
    assert (Conversation.objects.count(), Message.objects.count()) == (1, 2)


def test_a_forged_one_is_refused_and_not_stored(crowd: Crowd) -> None:
    number = crowd.say("Nobody came")
    assert deliver(crowd, body(crowd, number), secret="someone else's") == 403
    assert Client().post(ADDRESS, body(crowd, number), content_type="application/json").status_code == 403
    assert not Delivery.objects.exists()


def test_a_removal_is_believed_only_when_the_channel_says_so(crowd: Crowd) -> None:
    number = crowd.say("Nobody came")
    crowd.look()
    deliver(crowd, body(crowd, number, verb="remove"))
    receiving.work_through(timezone.now())
    assert Message.objects.get().removed_at is None
    crowd.page.ask("residents", remove=number)
    deliver(crowd, body(crowd, number, verb="remove"))
    receiving.work_through(timezone.now())
    assert Message.objects.get().removed_at


@pytest.mark.parametrize("raw", [b"[1]", b"not json", b'{"object":"page","entry":[{"id":1,"changes":[{"field":7,"value":[]}]}]}'])
def test_what_is_not_understood_is_passed_over(crowd: Crowd, raw: bytes) -> None:
    assert deliver(crowd, raw) == 200
    receiving.work_through(timezone.now())
    assert Delivery.objects.waiting().count() == 0
    assert not Message.objects.exists()


def test_a_thousand_changes_are_read_as_a_whole(crowd: Crowd) -> None:
    numbers = [crowd.say(f"Comment {number}") for number in range(60)]
    assert deliver(crowd, body(crowd, *(numbers * 17)[:1000])) == 200
    before = len(crowd.page.truth()["calls"])
    receiving.work_through(timezone.now())
    assert Message.objects.count() == 60
    assert len(crowd.page.truth()["calls"]) - before < 10, "each was read alone"


def test_one_that_cannot_be_read_now_waits(crowd: Crowd) -> None:
    number = crowd.say("Nobody came")
    crowd.page.ask("faults", faults="html502=1")
    assert deliver(crowd, body(crowd, number)) == 200
    receiving.work_through(timezone.now())
    assert Delivery.objects.waiting().count() == 1
    crowd.page.ask("faults", faults=[])
    with later(minutes=2) as now:
        receiving.work_through(now)
    assert Message.objects.count() == 1


def test_the_handshake_gives_the_challenge_back_to_whoever_knows_our_word(crowd: Crowd) -> None:
    from steamie.channels.opening import open_channel  # noqa: PLC0415

    word = open_channel(crowd.page.channel).verify_word()
    asked = {"hub.mode": "subscribe", "hub.challenge": "115820", "hub.verify_token": word}
    assert Client().get(ADDRESS, asked).content == b"115820"
    assert Client().get(ADDRESS, asked | {"hub.verify_token": "wrong"}).status_code == 403
    assert Client().get("/webhooks/paper/", asked).status_code == 404
