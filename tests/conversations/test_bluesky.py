"""Bluesky through the same inbox: what was taken down is seen, and what cannot be done there is said before it is tried."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.conversations import polling
from steamie.conversations.models import Ban, Conversation, Hide
from steamie.people.models import Person
from tests.channels.test_bluesky_listening import Account, account
from tests.stand_in_page import NOW

from .making import house_rule

__all__ = ["account"]


@pytest.fixture
def heard(db: None, account: Account, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A reply that the desk has seen, on a channel that opens the account."""
    channel = Channel.objects.create(kind="bluesky", name="Bluesky", remote_id=account.world.did, created_at=NOW)
    monkeypatch.setattr(polling, "open_channel", lambda _: account.kind)
    account.ask("residents", post=account.post, say="You are all idiots", handle="tenant.bsky.social")
    now = _now()
    assert polling.listen(channel, now) == 1
    return Conversation.objects.get()


def _now() -> datetime:

    return timezone.now()


def test_what_was_taken_down_there_leaves_a_tombstone(account: Account, heard: Conversation) -> None:
    message = heard.messages.get()
    account.ask("residents", remove=message.remote_id)
    polling.listen(heard.channel, _now())
    message.refresh_from_db()
    heard.refresh_from_db()
    assert (message.words, bool(message.removed_at), heard.end) == ("", True, "gone")


def test_hiding_and_keeping_out_are_refused_in_words(
    heard: Conversation, officer: Person, colleague: Person, client: Client
) -> None:
    rule = house_rule(officer, colleague)
    client.force_login(officer)
    number = heard.messages.get().pk
    hiding = {"hide-rule": rule.pk, "hide-broken_by": "You are all idiots"}
    answer = client.post(f"/desk/conversations/messages/{number}/hiding/", hiding)
    assert (answer.status_code, Hide.objects.exists()) == (422, False)
    assert "hides no comment for us" in answer.content.decode()
    answer = client.post(f"/desk/conversations/messages/{number}/ban/", {"ban-because": "Insults"})
    assert (answer.status_code, Ban.objects.exists()) == (422, False)
    assert "keeps nobody out for us" in answer.content.decode()
