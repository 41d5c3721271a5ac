"""Deliveries: known by their bytes, stored before they are answered, read again, and worth nothing when forged."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from steamie.conversations import receiving
from steamie.conversations.models import Conversation, Delivery, Message
from steamie.conversations.tasks import WakeUps
from steamie.people.sealing import seal, unseal

from .making import Crowd, later

ADDRESS = "/webhooks/facebook/"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Woken:
    """A task that counts how often it was asked for."""

    times = 0

    def enqueue(self) -> None:
        self.times += 1


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


def test_a_delivery_goes_past_what_is_there_for_people(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    number = crowd.say("Nobody came")
    deliver(crowd, body(crowd, number))  # the account has been opened, and somebody woken up
    monkeypatch.setattr("steamie.conversations.tasks._wake_ups", WakeUps())
    monkeypatch.setattr("steamie.conversations.tasks.work_through_deliveries", Woken())
    with CaptureQueriesContext(connection) as asked:
        assert deliver(crowd, body(crowd, number)) == 200

    words = [set(query["sql"].split()) for query in asked]
    told = [next(iter({"SELECT", "INSERT", "UPDATE"} & each)) for each in words if "SAVEPOINT" not in each]
    assert told == ["SELECT", "INSERT"]  # whose secret it may be signed with; and the delivery


def test_a_secret_that_was_changed_signs_nothing_any_more(crowd: Crowd) -> None:
    number = crowd.say("Nobody came")
    assert deliver(crowd, body(crowd, number)) == 200
    channel = crowd.page.channel
    channel.sealed = seal({**unseal(channel.sealed), "app_secret": "another"})
    channel.save()
    assert deliver(crowd, body(crowd, number)) == 403
    assert deliver(crowd, body(crowd, number), secret="another") == 200
    channel.closed_at = timezone.now()
    channel.save()
    assert deliver(crowd, body(crowd, number), secret="another") == 403


def test_deliveries_that_come_at_once_share_a_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []
    begun, through = threading.Event(), threading.Event()

    def slow(deliveries: Sequence[object]) -> None:
        groups.append(len(deliveries))
        begun.set()
        assert through.wait(30)

    monkeypatch.setattr(receiving, "_store", slow)
    threads = [threading.Thread(target=receiving.keep, args=(1, b"{}", NOW)) for _ in range(6)]
    threads[0].start()
    assert begun.wait(30)
    for thread in threads[1:]:
        thread.start()
    while len(receiving._deliveries._queue) < 5:
        pass
    assert all(thread.is_alive() for thread in threads)  # none is answered before it is on the disk
    through.set()
    for thread in threads:
        thread.join(30)

    assert groups == [1, 5]


def test_somebody_is_woken_up_once_a_second_however_many_come(monkeypatch: pytest.MonkeyPatch) -> None:
    woken = Woken()
    monkeypatch.setattr("steamie.conversations.tasks.work_through_deliveries", woken)
    wake_ups = WakeUps()
    for moment in (100.0, 100.1, 100.9, 101.0, 101.2, 150.0):
        wake_ups.ask(moment)

    assert woken.times == 3


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
