"""Passkeys of residents: what proves nothing lets nobody in, and says nothing of whom we know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from steamie.portal import passkeys
from steamie.portal.actions.coming_in import close, forget
from steamie.portal.models import AccountSession, ResidentAccount, ResidentPasskey
from steamie.portal.sessions import COOKIE

from .making import NOW, account_of, browser_of, key_of, let

pytestmark = pytest.mark.django_db
OWN, COME_IN = "/portal/settings/passkeys/", "/portal/passkey/"
NOBODY_S = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}, "clientExtensionResults": {}}
ANSWERS = ("", "not json", "[]", json.dumps(NOBODY_S), "x" * 30_000)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def shona() -> ResidentAccount:
    return account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")


def ticket_on(client: Client, address: str) -> str:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return str(page.select_one("[name=ticket]")["value"])


def passkey_of(account: ResidentAccount, number: int = 0) -> ResidentPasskey:
    return ResidentPasskey.objects.create(account=account, digest=f"{number:064}", public_half=b"", added_at=NOW)


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_proves_nothing_adds_nothing_and_lets_nobody_in(shona: ResidentAccount, answer: str) -> None:
    browser, stranger = browser_of(shona), Client()
    mine = {"key": key_of(shona), "credential": answer, "ticket": ticket_on(browser, OWN)}
    added = browser.post(OWN, mine)
    assert (added.status_code, ResidentPasskey.objects.count()) == (422, 0)
    before = AccountSession.objects.count()
    came = stranger.post(COME_IN, {"credential": answer, "ticket": ticket_on(stranger, "/portal/sign-in/")})
    assert (came.status_code, AccountSession.objects.count(), COOKIE in came.cookies) == (422, before, False)
    for page in (added, came):
        assert "That passkey did not work here. Try again, or ask for a link by e-mail." in page.content.decode()


def test_a_ticket_is_for_one_thing_one_answer_and_five_minutes(shona: ResidentAccount, clock: time_machine.Traveller) -> None:
    to_come_in, to_add = passkeys.question_to_come_in().ticket, passkeys.question_to_add(shona).ticket
    read = passkeys._state
    with pytest.raises(passkeys.PasskeyRefused):
        read(to_add, passkeys.COMING_IN)
    assert read(to_come_in, passkeys.COMING_IN)["challenge"]
    with pytest.raises(passkeys.PasskeyRefused):
        read(to_come_in, passkeys.COMING_IN)
    late = passkeys.question_to_come_in().ticket
    clock.move_to(NOW + timedelta(minutes=6))
    with pytest.raises(passkeys.PasskeyRefused):
        read(late, passkeys.COMING_IN)


def test_nobody_takes_out_another_s_and_a_sixth_is_refused(shona: ResidentAccount) -> None:
    neighbour = account_of(let("T2", "Nora Neighbour", flat="2/2").tenants.get(), "nora@example.org")
    rows = [passkey_of(shona, number) for number in range(5)]
    address = reverse("portal:passkey_removal", args=[rows[0].token])
    other = browser_of(neighbour)
    assert other.post(address, {"key": key_of(neighbour)}).status_code == 404
    assert ResidentPasskey.objects.count() == 5
    mine = browser_of(shona)
    ResidentPasskey.objects.update(public_half=b"")
    assert mine.post(address, {"key": "forged"}).status_code == 403
    assert mine.post(address, {"key": key_of(shona)}).status_code == 302
    assert ResidentPasskey.objects.count() == 4


def test_they_are_forgotten_with_the_account(shona: ResidentAccount, officer: object) -> None:
    passkey_of(shona)
    forget(account=close(account=shona, by=officer, at=NOW), at=NOW)  # type: ignore[arg-type]
    assert not ResidentPasskey.objects.exists()


def test_the_page_at_the_door_sets_no_cookie_and_works_without_a_script() -> None:
    answer = Client().get("/portal/sign-in/")
    page = answer.content.decode()
    assert not answer.cookies
    assert "This needs JavaScript. The link by e-mail works without it." in page
    assert Client().post(COME_IN).status_code == 422
