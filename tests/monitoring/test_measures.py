"""What is measured is what each kind of channel says that it counts, in its own words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from django.conf import settings as house
from django.test import Client

from steamie.channels.kinds.bluesky import client as bluesky
from steamie.channels.kinds.bluesky import keys
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.monitoring.actions.collecting import collect
from steamie.monitoring.measures import counted, declared, label, measure
from steamie.monitoring.models import Reading
from steamie.people.models import Person
from steamie.people.sealing import seal
from steamie_standins.bluesky.app import make_app
from tests.content.making import NOW, TUESDAY, make_channel, make_post

KEY = keys.draw(TUESDAY)


@pytest.fixture
def account(db: None, officer: Person, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """A post that was sent on a Bluesky account, and answered there."""
    settings.DATA = tmp_path
    monkeypatch.setattr(bluesky, "_sessions", {})
    app = make_app()
    settings.CHANNEL_TRANSPORT = httpx.WSGITransport(app=app)
    channel = make_channel("bluesky", "Our Bluesky")
    channel.sealed = seal({"handle": app.world.handle, "app_password": app.world.password})
    channel.remote_id = app.world.did
    channel.save()
    post = make_post(officer, channel)
    row = {"code": "bsky1", "due_at": TUESDAY, "fingerprint": "x", "key": KEY, "remote_id": KEY}
    sent = Publication.objects.create(post=post, channel=channel, step=Step.PUBLISHED, published_at=TUESDAY, **row)
    caller = httpx.Client(transport=settings.CHANNEL_TRANSPORT, base_url="http://127.0.0.1")
    caller.post("/_control/keeper", json={"say": "Bins"})
    world = app.world
    record = world.records.pop(next(iter(world.records)))
    record.key, world.records[KEY] = KEY, record
    caller.post("/_control/residents", json={"post": KEY, "likes": 5, "reposts": 2, "quotes": 1, "replies": 3})
    return sent


def test_each_count_the_kind_declares_is_kept(account: Publication) -> None:
    told = collect(channel=account.channel, now=TUESDAY)

    kept = dict(Reading.objects.values_list("measure", "value"))
    assert kept == {"likes": 5, "shares": 2, "quotes": 1, "comments": 3, "followers": 60}
    assert (told.received, told.missing) == (5, 0)
    assert set(Reading.objects.values_list("source", flat=True)) == {"Bluesky account, stand-in"}


def test_the_pages_name_them_in_the_channel_s_own_words(account: Publication, officer: Person, client: Client) -> None:
    collect(channel=account.channel, now=TUESDAY)
    client.force_login(officer, backend=house.AUTHENTICATION_BACKENDS[0])

    post = client.get(f"/desk/posts/{account.post_id}/").text
    assert "Quotes" in post
    readings = client.get("/desk/readings/").text
    assert "Times the post was reposted with words" in readings
    assert "Source: Bluesky (stand-in)" in readings
    assert "Facebook" not in readings.partition("What each figure means")[2].partition("</section>")[0]


def test_codes_shared_by_kinds_have_one_name_in_the_tables_and_each_kind_s_own_beside(db: None) -> None:
    assert (label("shares"), label("shares", "bluesky"), label("shares", "facebook")) == ("Shares", "Reposts", "Shares")
    assert measure("comments", "bluesky").label == "Replies"
    assert list(counted())[:4] == ["likes", "shares", "comments", "visits"]
    assert declared("paper") == declared("pigeons") == ()
    assert NOW < TUESDAY
