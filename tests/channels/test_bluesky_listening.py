"""Replies on Bluesky come through the same contract, and an answer under our key is made once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from steamie.channels.contract import Outgoing, Refused, Unknown
from steamie.channels.kinds.bluesky import Bluesky, client, keys
from steamie_standins.bluesky.app import BlueskyApp, make_app


class Account:
    """An account in this process with one post."""

    def __init__(self, app: BlueskyApp) -> None:
        self.world, line = app.world, httpx.WSGITransport(app=app)
        self.caller = httpx.Client(transport=line, base_url="http://127.0.0.1")
        told = {"handle": app.world.handle, "app_password": app.world.password}
        self.kind = Bluesky(told, settings={"account_id": app.world.did, "transport": line})
        self.post = keys.draw(datetime.now(UTC))
        self.kind.create(Outgoing("k7f2", "Bins", "Bin day moves", key=self.post))

    def ask(self, control: str, /, **fields: Any) -> Any:
        answer = self.caller.post(f"/_control/{control}", json=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr(client, "_sessions", {})
    monkeypatch.setattr(client, "PAUSE", 0.0)
    return Account(make_app())


def since() -> datetime:
    return datetime.now(UTC) - timedelta(days=1)


def test_replies_are_heard_with_the_thread_they_stand_in(account: Account) -> None:
    first = account.ask("residents", post=account.post, say="Nobody came", handle="tenant.bsky.social")["uri"]
    second = account.ask("residents", post=account.post, say="Nor here", to=first)["uri"]
    heard = {one.remote_id: one for one in account.kind.comments(since=since()).heard}
    assert (heard[first].words, heard[first].author_name, heard[first].thread_id) == ("Nobody came", "Tenant", first)
    assert (heard[second].thread_id, heard[second].parent_id) == (first, first)
    assert heard[first].post_id == heard[second].post_id == account.world.uri(account.post)
    account.ask("residents", remove=first)
    assert account.kind.read(first) is None
    assert list(account.kind.gone([second, first])) == [first]


@pytest.mark.parametrize("fault", ["", "drop@record.create=1x1", "created500@record.create=1x1"])
def test_an_answer_asked_twice_is_one(account: Account, fault: str) -> None:
    reply = account.ask("residents", post=account.post, say="Are yous shut?")["uri"]
    key = keys.draw(datetime.now(UTC))
    account.ask("faults", faults=fault)
    for _ in range(2):
        account.kind.answer(reply, "Yes, all day.", key=key)
    assert [one.value["text"] for one in account.world.records.values() if "reply" in one.value] == ["Yes, all day."]
    assert account.kind.find_answer(reply, "Yes, all day.", since=since(), private=False, key=key)


def test_what_was_not_made_is_unknown_and_not_found(account: Account) -> None:
    reply, key = account.ask("residents", post=account.post, say="Hello?")["uri"], keys.draw(datetime.now(UTC))
    account.ask("faults", faults="drop_before@record.create=1x1")
    with pytest.raises(Unknown):
        account.kind.answer(reply, "Hello.", key=key)
    assert account.kind.find_answer(reply, "Hello.", since=since(), private=False, key=key) is None


def test_what_it_cannot_do_it_refuses(account: Account) -> None:
    for act in (lambda: account.kind.hide("x"), lambda: account.kind.answer_privately("x", "y"), lambda: account.kind.ban("x")):
        with pytest.raises(Refused):
            act()
    seen = {effect.verb: effect.worked for effect in account.kind.probe_listening(now=datetime.now(UTC))}
    assert seen == {"read": True, "authors": None, "hide": False, "private": False, "messages": False, "subscription": False}
