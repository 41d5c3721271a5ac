"""The Page as a resident sees it, and what is sent to those who subscribed."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.standins.conftest import JPEG, PAGE, Graph


def press(graph: Graph, deed: str, post: str, **given: str):
    return graph.http.post(f"/_page/{deed}", data={"post": post, "resident": "resident-b"} | given)


def test_a_resident_reads_likes_shares_and_comments(graph: Graph) -> None:
    photo = graph.photo(caption="Gala day", alt_text_custom="Children by the stall")
    post = photo["post_id"]
    page = graph.http.get("/").text
    assert "stand-in for Facebook" in page
    assert 'alt="Children by the stall"' in page
    assert "Description: Children by the stall" in page
    assert graph.http.get(f"/_media/{photo['id']}").content == JPEG
    press(graph, "like", post)
    press(graph, "share", post)
    assert press(graph, "comment", post, message="See you there").headers["location"].endswith(f"#post-{post}")
    read = graph.get(post, fields="shares,likes.summary(true).limit(0),comments{message,from{name}}")
    assert read["shares"]["count"] == read["likes"]["summary"]["total_count"] == 1
    assert read["comments"]["data"][0]["from"]["name"] == "Bashir, Larch Road"
    press(graph, "like", post)  # and takes it back
    assert graph.get(post, fields="likes.summary(true)")["likes"]["summary"]["total_count"] == 0


def test_posts_of_the_past_show_pictures_kept_once(graph: Graph) -> None:
    shown = [{"picture": "gala", "alt": "Bunting over a street"}]
    posts = [{"message": f"Gala {n}", "at": 1_780_000_000 + n, "photos": shown} for n in range(3)]
    posts.append({"message": "Called off", "at": 1_780_000_100, "until": 1_780_000_200})

    made = graph.control("history", posts=posts, pictures={"gala": b64encode(JPEG).decode()})["posts"]

    page = graph.http.get("/").text
    assert page.count('alt="Bunting over a street"') == 3
    assert "Called off" not in page
    photos = [photo["id"] for post in graph.truth()["posts"] for photo in post["photos"]]
    assert len(set(photos)) == 3
    assert {graph.http.get(f"/_media/{photo}").content for photo in photos} == {JPEG}
    assert list(graph.world.store.media.values()) == [JPEG]
    assert graph.world.posts[made[-1]].periods == [[1_780_000_100, 1_780_000_200]]


def test_what_is_not_seen_is_not_shown(graph: Graph) -> None:
    unseen = graph.post(f"{PAGE}/feed", message="Not yet", published="false")["id"]
    gone = graph.post(f"{PAGE}/feed", message="Taken down")["id"]
    graph.call("DELETE", gone)
    page = graph.http.get("/").text
    assert "Not yet" not in page
    assert "Taken down" not in page
    assert press(graph, "like", unseen).status_code == 400
    assert press(graph, "like", gone).status_code == 400
    assert press(graph, "burn", gone).status_code == 400


def test_someone_with_access_acts_without_any_application(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="As the desk sent it")["id"]
    [comment] = graph.control("residents", post=post, comments=["Mine"])["comments"]
    assert "Change the words" not in graph.http.get("/").text
    assert "Change the words" in graph.http.get("/", params={"as": "keeper"}).text
    press(graph, "reword", post, resident="keeper", message="<b>Otherwise</b>")
    press(graph, "silence", post, resident="keeper", comment=comment)
    press(graph, "say", "", resident="keeper", message="By hand")
    page = graph.http.get("/", params={"as": "keeper"}).text
    assert "&lt;b&gt;Otherwise" in page
    assert "Mine" not in page
    [new] = [row for row in graph.get(f"{PAGE}/feed", fields="message")["data"] if row["message"] == "By hand"]
    assert graph.refused("POST", new["id"], message="x")["error_subcode"] == 1705  # no application made it
    press(graph, "remove", post, resident="keeper")
    assert len(graph.get(f"{PAGE}/feed")["data"]) == 1
    for deed, given in (
        ("remove", {"resident": "resident-a"}),
        ("say", {"resident": "keeper"}),
        ("burn", {"resident": "keeper"}),
    ):
        assert press(graph, deed, new["id"], **given).status_code == 400


def test_words_are_only_words(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="<script>alert(1)</script>\n\n<b>bold</b>")["id"]
    press(graph, "comment", post, message='"><img src=x onerror=alert(1)>')
    graph.control("page", name="<i>The Page</i>")
    page = graph.http.get("/")
    for markup in ("<script>", "<b>bold", "<img src=x", "<i>The"):
        assert markup not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_long_pages_are_turned(graph: Graph) -> None:
    graph.control("history", posts=[{"message": f"Day {n}", "at": 1_780_000_000 + n * 86_400} for n in range(45)])
    assert graph.http.get("/").text.count("<article") == 20
    assert graph.http.get("/", params={"start": "40"}).text.count("<article") == 5


@pytest.fixture
def subscriber() -> Iterator[Any]:
    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            self.send_response(200 if asked["hub.verify_token"] == ["open"] else 403)
            self.end_headers()
            self.wfile.write(asked["hub.challenge"][0].encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.heard.append((self.headers["X-Hub-Signature-256"], body))  # type: ignore[attr-defined]
            self.send_response(503 if self.server.deaf else 200)  # type: ignore[attr-defined]
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Ear)
    server.heard, server.deaf = [], False  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_subscribers_hear_signed_and_sometimes_twice(graph: Graph, subscriber: Any) -> None:
    address = f"http://127.0.0.1:{subscriber.server_port}/cb"
    assert graph.control("webhooks", address=address, verify="wrong") == {"subscribed": False}
    assert graph.control("webhooks", address="http://example.org/", verify="open") == {"subscribed": False}
    assert graph.control("webhooks", address=address, verify="open", twice=1, shuffle=True) == {"subscribed": True}
    graph.post(f"{PAGE}/subscribed_apps", subscribed_fields="feed")
    assert graph.get(f"{PAGE}/subscribed_apps")["data"][0]["subscribed_fields"] == ["feed"]
    post = graph.post(f"{PAGE}/feed", message="Hear this")["id"]
    press(graph, "comment", post, message="Heard")
    assert graph.control("webhooks", send=True) == {"statuses": [200] * 4}
    for signature, body in subscriber.heard:
        assert signature == "sha256=" + hmac.new(graph.world.app_secret.encode(), body, hashlib.sha256).hexdigest()
    values = [json.loads(body)["entry"][0]["changes"][0]["value"] for _, body in subscriber.heard]
    assert sorted(value["item"] for value in values) == ["comment", "comment", "status", "status"]
    assert graph.call("DELETE", f"{PAGE}/subscribed_apps").json() == {"success": True}


def test_what_is_not_taken_is_sent_again_in_batches_for_a_day_and_a_half(graph: Graph, subscriber: Any) -> None:
    address = f"http://127.0.0.1:{subscriber.server_port}/cb"
    graph.control("webhooks", address=address, verify="open", batch=10)
    graph.post(f"{PAGE}/subscribed_apps", subscribed_fields="feed")
    for number in range(12):
        graph.post(f"{PAGE}/feed", message=f"Post {number}")
    subscriber.deaf = True
    assert graph.control("webhooks", send=True) == {"statuses": [503, 503]}
    subscriber.deaf = False
    graph.control("clock", advance=35 * 3_600)
    assert graph.control("webhooks", send=True) == {"statuses": [200, 200]}
    assert [len(json.loads(body)["entry"]) for _, body in subscriber.heard] == [10, 2, 10, 2]
    graph.post(f"{PAGE}/feed", message="Never heard")
    graph.control("clock", advance=37 * 3_600)
    assert graph.control("webhooks", send=True) == {"statuses": []}
    lost = graph.control("webhooks", address=address, verify="open", lost=1)
    graph.post(f"{PAGE}/feed", message="Lost on the way")
    assert (lost, graph.control("webhooks", send=True)) == ({"subscribed": True}, {"statuses": []})
