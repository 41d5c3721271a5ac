"""The stand-in for Bluesky is as strict as the schemas it stands for, and keeps its own truth."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import httpx
import pytest

from steamie_standins.bluesky.app import make_app

KEY, OTHER = "3mf6yzh2c2k2a", "3mf6yzh2c2k2b"
POST = "app.bsky.feed.post"
PASSWORD = "abcd-efgh-2345-wxyz"


class Caller:
    """Calls as a client makes them, signed in."""

    def __init__(self) -> None:
        self.app = make_app()
        self.http = httpx.Client(transport=httpx.WSGITransport(app=self.app), base_url="http://127.0.0.1")
        self.did = self.app.world.did
        signed_in = self.post("com.atproto.server.createSession", identifier=self.app.world.handle, password=PASSWORD).json()
        self.http.headers["Authorization"] = f"Bearer {signed_in['accessJwt']}"
        self.refresh = signed_in["refreshJwt"]

    def post(self, name: str, **given: Any) -> httpx.Response:
        return self.http.post(f"/xrpc/{name}", json=given)

    def get(self, name: str, **asked: Any) -> httpx.Response:
        return self.http.get(f"/xrpc/{name}", params=asked)

    def write(self, record: Any, *, how: str = "createRecord", rkey: str = KEY, **more: Any) -> httpx.Response:
        return self.post(f"com.atproto.repo.{how}", repo=self.did, collection=POST, rkey=rkey, record=record, **more)

    def control(self, name: str, **given: Any) -> Any:
        return self.http.post(f"/_control/{name}", json=given).json()

    def truth(self) -> Any:
        return self.http.get("/_control/truth").json()


@pytest.fixture
def caller() -> Caller:
    return Caller()


def record(**changes: Any) -> dict[str, Any]:
    return {"$type": POST, "text": "Café", "createdAt": "2026-11-24T10:00:00.000Z", **changes}


def facet(first: int, end: int, uri: str = "https://example.org") -> dict[str, Any]:
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": uri}
    return {"index": {"byteStart": first, "byteEnd": end}, "features": [feature]}


WRONG = [
    {"text": 7},
    {"text": "a" * 301},
    {"text": "👩‍👩‍👧‍👦" * 130},
    {"$type": "app.bsky.feed.like"},
    {"createdAt": "yesterday"},
    {"createdAt": "2026-13-01T10:00:00Z"},
    {"facets": [facet(0, 6)]},
    {"facets": [facet(3, 3)]},
    {"facets": [facet(0, 4)]},
    {"facets": [facet(0, 3, uri="example.org")]},
    {"facets": [{"index": {"byteStart": 0, "byteEnd": 3}, "features": []}]},
    {"embed": {"$type": "app.bsky.embed.video"}},
    {"embed": {"$type": "app.bsky.embed.external", "external": {"uri": "https://example.org"}}},
    {
        "embed": {
            "$type": "app.bsky.embed.images",
            "images": [{"alt": "A door", "image": {"$type": "blob", "ref": {"$link": "x"}}}],
        }
    },
]


@pytest.mark.parametrize("changes", WRONG, ids=range(len(WRONG)))
def test_what_is_no_post_by_its_schema_is_refused(caller: Caller, changes: dict[str, Any]) -> None:
    assert caller.write(record(**changes)).status_code == 400
    assert caller.truth()["posts"] == []


@pytest.mark.parametrize("key", ["self", "3mf6yzh2c2k2", "9mf6yzh2c2k2a", "3MF6YZH2C2K2A"])
def test_a_key_that_is_no_timestamp_identifier_is_refused(caller: Caller, key: str) -> None:
    assert caller.write(record(), rkey=key).status_code == 400


def test_a_key_that_is_taken_makes_nothing_and_changes_nothing(caller: Caller) -> None:
    assert caller.write(record(facets=[facet(0, 5)])).status_code == 200
    assert caller.write(record(text="Other words")).status_code == 500

    assert [post["message"] for post in caller.truth()["posts"]] == ["Café"]


def test_put_makes_once_and_replaces_unless_told_that_there_is_none(caller: Caller) -> None:
    assert caller.write(record(), how="putRecord", swapRecord=None).status_code == 200
    assert caller.write(record(), how="putRecord", swapRecord=None).json()["error"] == "InvalidSwap"
    assert caller.write(record(text="Put"), how="putRecord").status_code == 200
    assert [(post["message"], post["times_visible"]) for post in caller.truth()["posts"]] == [("Put", 1)]


def test_what_was_deleted_is_gone_and_deleting_again_is_fine(caller: Caller) -> None:
    caller.write(record())
    where = {"repo": caller.did, "collection": POST, "rkey": KEY}
    assert [caller.post("com.atproto.repo.deleteRecord", **where).status_code for _ in range(2)] == [200, 200]

    assert caller.get("com.atproto.repo.getRecord", **where).json()["error"] == "RecordNotFound"
    assert [(post["visible"], post["times_visible"]) for post in caller.truth()["posts"]] == [(False, 1)]


def test_a_picture_belongs_to_whoever_uploaded_it_and_is_a_megabyte_at_most(caller: Caller) -> None:
    def uploaded(size: int) -> dict[str, Any]:
        sent = caller.http.post("/xrpc/com.atproto.repo.uploadBlob", content=b"x" * size, headers={"Content-Type": "image/jpeg"})
        return {"$type": "app.bsky.embed.images", "images": [{"alt": "A door", "image": sent.json()["blob"]}]}

    assert caller.write(record(embed=uploaded(1_000_000))).status_code == 200
    assert caller.write(record(embed=uploaded(1_000_001)), rkey=OTHER).json()["error"] == "BlobTooLarge"


def test_nobody_writes_without_a_session_and_a_session_ends(caller: Caller) -> None:
    caller.control("clock", advance=3 * 3_600)
    assert caller.write(record()).json()["error"] == "ExpiredToken"

    caller.http.headers["Authorization"] = f"Bearer {caller.refresh}"
    fresh = caller.post("com.atproto.server.refreshSession").json()["accessJwt"]
    assert caller.post("com.atproto.server.refreshSession").json()["error"] == "InvalidToken"
    caller.http.headers["Authorization"] = f"Bearer {fresh}"
    assert caller.write(record()).status_code == 200

    del caller.http.headers["Authorization"]
    assert caller.write(record(), rkey=OTHER).status_code == 401


def test_counts_come_later_than_the_record_where_the_network_lags(caller: Caller) -> None:
    caller.control("faults", faults="", lag=30)
    caller.write(record())
    uri = f"at://{caller.did}/{POST}/{KEY}"
    assert caller.get("app.bsky.feed.getPosts", uris=[uri]).json()["posts"] == []
    assert caller.get("com.atproto.repo.getRecord", repo=caller.did, collection=POST, rkey=KEY).status_code == 200

    caller.control("clock", advance=31)
    assert caller.get("app.bsky.feed.getPosts", uris=[uri]).json()["posts"][0]["likeCount"] == 0
    assert caller.get("app.bsky.feed.getPosts", uris=[uri] * 26).status_code == 400


def test_its_page_says_what_it_is_and_what_was_posted(caller: Caller) -> None:
    caller.write(record(text="<b>Bins</b> on Tuesday"))

    page = caller.http.get(f"/profile/{caller.did}/post/{KEY}").text
    assert "This is not Bluesky" in page
    assert "&lt;b&gt;Bins&lt;/b&gt; on Tuesday" in page
    assert caller.http.get("/profile/x/post/nothing").status_code == 404


def test_a_name_that_is_no_fault_or_kind_is_refused(caller: Caller) -> None:
    assert "There is no fault called" in caller.control("faults", faults="unheard=1")["error"]
    wrong = subprocess.run(
        [sys.executable, "-m", "steamie_standins", "--kind", "pigeons"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1
    assert "--kind bluesky or facebook" in wrong.stderr
