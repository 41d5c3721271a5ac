"""Replies to our posts on Bluesky: read from what the network notes for us, and answered under keys of our own, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from steamie.channels.contract import ChannelError, Effect, Heard, Listened, Listener, Refused, Unknown

from . import keys, words
from .client import BlueskyServer
from .errors import NOT_UNDERSTOOD, RecordMissing

POSTS = "app.bsky.feed.post"
REASONS = ("reply", "mention")
PAGES, AT_ONCE = 20, 100
POSTS_AT_ONCE = 25  # addresses in one question
NOT_FROM_HERE = {
    "hide": "Bluesky hides nothing for us. Report a post there, or mute its author in the app.",
    "private": "Bluesky has no private answer to a post.",
    "messages": "Bluesky’s messages are not read from here. Look at them in the app.",
    "subscription": "Bluesky tells nobody at once. We look every five minutes.",
}


class BlueskyListening(Listener):
    """The listening half of an account. The other half gives ``did`` and ``server``."""

    reply_limit: ClassVar = words.GRAPHEMES
    poll_minutes: ClassVar = 5
    tells_removals: ClassVar = False

    @property
    def did(self) -> str:
        """The account, by its lasting identifier; the other half knows it."""
        raise NotImplementedError

    @property
    def server(self) -> BlueskyServer:
        """The server, signed in; the other half opens it."""
        raise NotImplementedError

    def comments(self, *, since: datetime) -> Listened:
        """Replies to our posts and mentions of us since then. The network says nothing of what was taken down."""
        return Listened(tuple(self._noted(since)))

    def _noted(self, since: datetime) -> Iterator[Heard]:
        """Newest first, as the network lists them, until they are older."""
        query: dict[str, Any] = {"limit": AT_ONCE}
        for _ in range(PAGES):
            answer = self.server.get("app.bsky.notification.listNotifications", query)
            rows = [row for row in answer.get("notifications") or [] if isinstance(row, dict)]
            recent = [row for row in rows if _moment(row.get("indexedAt")) >= since]
            yield from (self._heard(row) for row in recent if row.get("reason") in REASONS)
            if len(recent) < len(rows) or not answer.get("cursor"):
                return
            query["cursor"] = answer["cursor"]
        raise Unknown("Bluesky’s list is too long to be read to its end.", detail=f"more than {PAGES} pages")

    def _heard(self, row: Mapping[str, Any]) -> Heard:
        """A reply stands in the conversation of the first answer under our post, or is that first answer."""
        record, author = _dict(row.get("record")), _dict(row.get("author"))
        uri, reply = str(row.get("uri") or ""), _dict(record.get("reply"))
        root, parent = str(_dict(reply.get("root")).get("uri") or ""), str(_dict(reply.get("parent")).get("uri") or "")
        under = parent if parent and parent != root else ""
        return Heard(
            remote_id=uri,
            thread_id=under or uri,
            words=str(record.get("text") or ""),
            written_at=_moment(row.get("indexedAt") or record.get("createdAt")),
            parent_id=under,
            post_id=root or uri,
            author_id=str(author.get("did") or ""),
            author_name=str(author.get("displayName") or author.get("handle") or ""),
            by_us=author.get("did") == self.did,
            url=_page_of(uri),
        )

    def read(self, remote_id: str) -> Heard | None:
        """A reply as it is now; None when the network no longer has it."""
        post = self._post(remote_id)
        return self._heard(post) if post else None

    def gone(self, remote_ids: Sequence[str]) -> Sequence[str]:
        """Nobody can change a post there; one that was taken down is no longer given."""
        there: set[str] = set()
        for first in range(0, len(remote_ids), POSTS_AT_ONCE):
            asked = list(remote_ids[first : first + POSTS_AT_ONCE])
            listed = self.server.get("app.bsky.feed.getPosts", {"uris": asked}).get("posts")
            if not isinstance(listed, list):
                raise Unknown(NOT_UNDERSTOOD, detail="no posts in the answer")
            there |= {str(post.get("uri")) for post in listed if isinstance(post, dict)}
        return [one for one in remote_ids if one not in there]

    def _post(self, uri: str) -> dict[str, Any] | None:
        listed = self.server.get("app.bsky.feed.getPosts", {"uris": [uri]}).get("posts")
        if not isinstance(listed, list):
            raise Unknown(NOT_UNDERSTOOD, detail="no posts in the answer")
        return next((post for post in listed if isinstance(post, dict) and post.get("uri") == uri), None)

    def answer(self, remote_id: str, words: str, *, key: str = "") -> str:
        """Answer under a key kept before the call: asked twice, it is one answer."""
        made_at, above = keys.moment(key), self._post(remote_id)
        if made_at is None:
            raise Refused("No key was kept for this answer, so that it might be made twice. Nothing was sent.")
        if above is None:
            raise Refused("Bluesky no longer has what this answers. Nothing was sent.")
        parent = {"uri": remote_id, "cid": str(above.get("cid") or "")}
        root = _dict(_dict(above.get("record")).get("reply")).get("root") or parent
        record = {"$type": POSTS, "text": words, "createdAt": _spelled(made_at), "reply": {"root": root, "parent": parent}}
        body = {"repo": self.did, "collection": POSTS, "rkey": key, "record": record}
        uri = f"at://{self.did}/{POSTS}/{key}"
        try:
            self.server.post("com.atproto.repo.createRecord", body)
        except Unknown:
            if self.find_answer(remote_id, words, since=made_at, private=False, key=key):
                return uri
            raise
        return uri

    def find_answer(self, remote_id: str, words: str, *, since: datetime, private: bool, key: str = "") -> str | None:
        """The answer under this key."""
        named = {"repo": self.did, "collection": POSTS, "rkey": key}
        try:
            self.server.get("com.atproto.repo.getRecord", named)
        except RecordMissing:
            return None
        return f"at://{self.did}/{POSTS}/{key}"

    def probe_listening(self, *, now: datetime) -> Sequence[Effect]:
        """Whether replies can be read. Answering is what posting is, which the connection check tries."""
        never = [Effect(verb, False, words) for verb, words in NOT_FROM_HERE.items()]
        try:
            rows = list(self._noted(now - timedelta(days=30)))
        except ChannelError as problem:
            return [Effect("read", False, str(problem)), *never]
        named = any(row.author_name for row in rows) if rows else None
        return [
            *never,
            Effect("read", True, "It worked."),
            Effect("authors", named, "It worked." if named else "Nobody has replied yet."),
        ]


def _page_of(uri: str) -> str:
    """Where a person can look at a post of the network."""
    did, _, key = uri.removeprefix("at://").partition(f"/{POSTS}/")
    return f"https://bsky.app/profile/{did}/post/{key}" if key else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise Unknown(NOT_UNDERSTOOD, detail="a time that is none") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _spelled(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
