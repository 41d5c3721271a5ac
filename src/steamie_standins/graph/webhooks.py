"""What Facebook sends when something happens: signed, in batches, sometimes twice, not always in order."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from .objects import Comment, PagePost, PrivateMessage
    from .world import GraphWorld

MOST = 1_000  # updates in one delivery
KEPT_SECONDS = 36 * 3_600
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Subscription:
    """Where events go, and what waits to be sent. Held by the world; nothing is sent until it has an address."""

    def __init__(self) -> None:
        self.address = ""
        self.twice = self.lost = 0.0
        self.shuffle, self.batch = False, 1
        self.waiting: list[dict[str, Any]] = []

    def subscribe(self, address: str, verify: str, **how: Any) -> bool:
        """Shake hands as Facebook does: the challenge must come back word for word."""
        if urlsplit(address).hostname not in LOOPBACK:
            return False
        challenge = str(secrets.randbelow(10**9))
        asked = urlencode({"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify})
        status, body = _call(Request(f"{address}?{asked}"))  # noqa: S310 -- loopback only, checked above
        if status != 200 or body.strip() != challenge:
            return False
        self.address = address
        self.twice, self.lost = float(how.get("twice", 0)), float(how.get("lost", 0))
        self.shuffle, self.batch = bool(how.get("shuffle")), max(1, min(int(how.get("batch", 1)), MOST))
        return True


def post_shown(world: GraphWorld, post: PagePost) -> None:
    """A post appeared on the Page."""
    item = "photo" if post.photos else "status"
    _tell(world, post, {"item": item, "verb": "add", "published": 1, "message": post.message}, post.author or post.page)


def commented(world: GraphWorld, post: PagePost, comment: Comment, verb: str) -> None:
    """A comment was added, edited, removed or hidden. The Page's own come back too."""
    value = {"item": "comment", "comment_id": comment.id, "parent_id": comment.parent or post.id, "verb": verb}
    _tell(world, post, value | {"message": comment.message}, comment.author, comment.author_name)


def reacted(world: GraphWorld, post: PagePost, person: str, name: str, reaction: str) -> None:
    """Someone reacted to a post."""
    value = {"item": "reaction", "reaction_type": reaction.lower(), "parent_id": post.id, "verb": "add"}
    _tell(world, post, value, person, name)


def wrote_to(world: GraphWorld, message: PrivateMessage) -> None:
    """Somebody wrote to the Page in private. Here the times are in milliseconds."""
    page = world.pages[message.page]
    if "messages" not in page.subscribed or not world.hook.address:
        return
    now = int(world.now())
    event = {"sender": {"id": message.person}, "recipient": {"id": page.id}, "timestamp": now * 1000}
    event["message"] = {"mid": message.id, "text": message.text}
    world.hook.waiting.append({"id": page.id, "time": now, "messaging": [event]})


def _tell(world: GraphWorld, post: PagePost, value: dict[str, Any], who: str, name: str = "") -> None:
    page = world.pages[post.page]
    if "feed" not in page.subscribed or not world.hook.address:
        return
    source = {"id": who, "name": name or page.name}
    now = int(world.now())
    change = {"field": "feed", "value": {"from": source, "post_id": post.id, "created_time": now} | value}
    world.hook.waiting.append({"id": page.id, "time": now, "changes": [change]})


def send(world: GraphWorld) -> list[int]:
    """Send what waits, in batches; the status of each delivery. What is not taken waits to be sent again, for 36 hours at most.

    Called without holding the lock.
    """
    with world.lock:
        oldest = world.now() - KEPT_SECONDS
        entries = [entry for entry in world.hook.waiting if entry["time"] >= oldest]
        world.hook.waiting = []
        entries = [entry for entry in entries if world.chance.random() >= world.hook.lost]
        entries += [entry for entry in entries if world.chance.random() < world.hook.twice]
        if world.hook.shuffle:
            world.chance.shuffle(entries)
    size = world.hook.batch
    return [_sent(world, entries[at : at + size]) for at in range(0, len(entries), size)]


def _sent(world: GraphWorld, entries: list[dict[str, Any]]) -> int:
    status = deliver(world, entries)
    if status != 200:
        with world.lock:
            world.hook.waiting += entries
    return status


def forge(world: GraphWorld, entries: list[dict[str, Any]]) -> int:
    """A POST that somebody else signed; the status it was answered with."""
    return deliver(world, entries, secret="not-the-secret")  # noqa: S106 -- data of a stand-in, not a secret


def deliver(world: GraphWorld, entries: list[dict[str, Any]], *, secret: str = "") -> int:
    """One signed POST to the subscriber; 0 when nobody answers."""
    body = json.dumps({"object": "page", "entry": entries}).encode()
    signature = "sha256=" + hmac.new((secret or world.app_secret).encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature, "User-Agent": "facebookexternalua"}
    return _call(Request(world.hook.address, body, headers))[0]  # noqa: S310 -- loopback only, checked when subscribed


def _call(request: Request) -> tuple[int, str]:
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 -- loopback only, checked when subscribed
            return answer.status, answer.read(1_000).decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, ""
    except (URLError, OSError):
        return 0, ""
