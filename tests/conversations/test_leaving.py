"""Somebody removes the app or asks to be forgotten: signed by the channel, done at once, and to be looked up."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode

import pytest
from django.test import Client

from steamie.conversations.actions.cases import become_case
from steamie.conversations.models import Conversation, ForgetRequest, Message
from steamie.people.models import Person

from .making import Crowd


def signed(crowd: Crowd, person: str, secret: str = "") -> str:
    """As Facebook makes it."""
    payload = urlsafe_b64encode(json.dumps({"algorithm": "HMAC-SHA256", "user_id": person}).encode()).rstrip(b"=")
    key = (secret or crowd.page.world.app_secret).encode()
    return (urlsafe_b64encode(hmac.new(key, payload, hashlib.sha256).digest()).rstrip(b"=") + b"." + payload).decode()


def test_whoever_asks_is_forgotten_and_can_look_it_up(crowd: Crowd, officer: Person, client: Client) -> None:
    gone = crowd.heard("My number is 07700 900123", author="shona", name="Shona Secret")
    stays = crowd.heard("Nobody came about my repair", author="shona", name="Shona Secret")
    other = crowd.heard("Good morning", author="alec", name="Alec")
    case = become_case(conversation=stays, kind="complaint", by=officer)

    answer = client.post("/webhooks/facebook/deletion/", {"signed_request": signed(crowd, "shona")})

    told = answer.json()
    assert told["url"].endswith(f"/data-deletion/{told['confirmation_code']}/")
    message = gone.messages.get()
    assert (message.words, message.author_name, message.author_id) == ("", "", "")
    gone.refresh_from_db()
    assert (gone.summary, gone.is_open) == ("Deleted at the wish of whoever wrote it", False)
    assert case.words == "Nobody came about my repair"
    assert other.messages.get().words == "Good morning"
    page = client.get(told["url"].partition("testserver")[2] or f"/data-deletion/{told['confirmation_code']}/").content.decode()
    assert "Deleted with your name: 1 of your comments" in page
    assert "Not deleted: 1." in page
    assert "Shona" not in page
    crowd.look()  # the comment still stands on the Page: it is not taken in again
    assert gone.messages.get().words == ""
    assert not Message.objects.filter(author_name="Shona Secret").exclude(conversation=stays).exists()


DEEP = "c2ln." + urlsafe_b64encode(b"[" * 7_000).decode()  # more brackets than a reader can count


@pytest.mark.parametrize("spoilt", ["another secret", "changed", "", "no.thing", "x" * 20_000, DEEP])
@pytest.mark.parametrize("address", ["deletion", "deauthorisation"])
def test_what_the_channel_did_not_sign_is_refused(crowd: Crowd, client: Client, address: str, spoilt: str) -> None:
    crowd.heard("Good morning", author="shona")
    by_another = signed(crowd, "shona", secret="another")
    request = {"another secret": by_another, "changed": "x" + signed(crowd, "shona")}.get(spoilt, spoilt)
    assert client.post(f"/webhooks/facebook/{address}/", {"signed_request": request}).status_code == 403
    assert not ForgetRequest.objects.exists()
    assert Conversation.objects.get().is_open


def test_the_app_removed_is_written_down_and_the_connection_looked_at(
    crowd: Crowd, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    assert client.post("/webhooks/facebook/deauthorisation/", {"signed_request": signed(crowd, "1")}).status_code == 200
    row = ForgetRequest.objects.get()
    assert row.kind == ForgetRequest.DEAUTHORISED
    assert client.get(f"/data-deletion/{row.code}/").status_code == 404, "nobody was forgotten"
    assert client.get("/data-deletion/guessed/").status_code == 404
