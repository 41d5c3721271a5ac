"""A desk joined to a Page that lives in this process, with posts sent to it: for the rooms that read what is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import time_machine

from steamie.channels.kinds.facebook import client
from steamie.channels.models import Channel
from steamie.content.posts.models import Post, Publication
from steamie.content.publishing.past import Past
from steamie.people.models import Person
from steamie.people.sealing import seal
from tests.content.making import written

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()

LONG_AGO = NOW - timedelta(days=400)


class Page:
    """The stand-in Page, the channel that is joined to it, and what residents do."""

    def __init__(self, app: Any) -> None:
        self.world = app.world
        self.caller = httpx.Client(transport=httpx.WSGITransport(app=app), base_url="http://127.0.0.1")
        told = self.ask("tokens", kind="page")
        given = {
            "app_id": told["app_id"],
            "app_secret": told["app_secret"],
            "page_id": told["page"],
            "page_token": told["access_token"],
        }
        made = {"kind": "facebook", "name": "Facebook Page", "remote_id": told["page"], "created_at": LONG_AGO}
        self.channel = Channel.objects.create(sealed=seal(given), sealed_at=NOW, **made)

    def ask(self, deed: str, /, **given: Any) -> Any:
        answer = self.caller.post(f"/_control/{deed}", json=given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def truth(self) -> Any:
        return self.caller.get("/_control/truth").json()

    def sent(
        self, author: Person, *, days_ago: int = 1, likes: int = 0, shares: int = 0, comments: int = 0, **more: Any
    ) -> Publication:
        """A post, on the Page and in our books."""
        at = NOW - timedelta(days=days_ago)
        told = {
            "message": f"Post of {at:%j}",
            "at": at.timestamp(),
            "likes": likes,
            "shares": shares,
            "comments": ["Good"] * comments,
        }
        [remote_id] = self.ask("history", posts=[told])["posts"]
        return publish(author, self.channel, remote_id, at, **more)


def publish(
    author: Person, channel: Channel, remote_id: str, at: datetime, *, link: str = "", title: str = "A post", text: str = ""
) -> Publication:
    """A post that was approved and sent to this channel, where it has this identifier."""
    words = {"share": "association", "audience": "tenants", "purpose": "guidance", "link": link, "title": title}
    past = Past(Post(author=author, made_at=at, due_at=at, **words), {channel.pk: text or title})
    past.approved_by, past.approved_at, past.sent_at = author, at, at
    past.there = {channel.pk: (remote_id, "")}
    return written(past).publications.get()


@pytest.fixture
def page(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    app = pytest.importorskip("steamie_standins.graph.app").make_app(require_proof=True)
    monkeypatch.setattr(client, "_spent", {})
    monkeypatch.setattr(client, "PAUSE", 0.0)
    settings.GRAPH_URL, settings.STAND_IN = "http://127.0.0.1:9", True
    settings.CHANNEL_TRANSPORT = httpx.WSGITransport(app=app)
    with time_machine.travel(NOW, tick=False):
        made = Page(app)
        yield made
        made.caller.close()
