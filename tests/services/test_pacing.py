"""Forms of residents are paced by address, before any cost, and the refusal keeps every word."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from steamie.casework.models import Case
from steamie.people import throttles
from steamie.services import pacing

from .test_repairs import TYPED, about

pytestmark = pytest.mark.django_db
SINK = about("kitchen", "sink")


@pytest.fixture(autouse=True)
def _two_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_FORMS", 2)


def test_too_many_repairs_from_one_address_are_not_taken_and_lose_no_word(client: Client) -> None:
    sheet = TYPED | {"urgent": ["baby"], "ticket": "x", "at_the_door": "Knock loudly"}
    answers = [client.post(f"/repairs/sent/{SINK}", sheet | {"words": f"Sheet {number}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    text = answers[-1].content.decode()
    assert "This is not sent yet." in text
    assert all(words in text for words in ("Sheet 2", TYPED["address"], "Knock loudly", "0800 111 999"))
    assert 'value="baby"' in text
    assert Case.objects.count() == 2
    assert client.post(f"/repairs/check/{SINK}", sheet).status_code == 429
    assert client.post(f"/repairs/sent/{SINK}", sheet | {"words": "Next door"}, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_too_many_letters_from_one_address_are_not_taken_and_lose_no_word(client: Client) -> None:
    sheet = {"reach": "jean@example.org", "ticket": "x", "kind": "pet", "postcode": "G15 6DD"}
    answers = [client.post("/contact/", sheet | {"words": f"May I keep hen {number}?"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    text = answers[-1].content.decode()
    assert "This is not sent yet." in text
    assert "May I keep hen 2?" in text
    assert "jean@example.org" in text
    assert Case.objects.count() == 2


def test_a_count_that_cannot_be_written_keeps_no_repair_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr(throttles, "count_from", busy)
    assert client.post(f"/repairs/sent/{SINK}", TYPED | {"ticket": "x"}).status_code == 200
    assert client.post("/contact/", {"reach": "a@b.example", "ticket": "x", "kind": "pet", "words": "Hens?"}).status_code == 200
    assert Case.objects.count() == 2
