"""What a webhook's delivery says: only where to look. All the shapes Facebook has been seen to send are taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from steamie.channels.contract import Notice

MOST = 1_000  # changes in one delivery, as Facebook says


def notices(body: Any, page_id: str) -> Iterator[Notice]:
    """Each change that concerns a comment, a visitor's post or a message of this Page. The rest is passed over."""
    if not isinstance(body, dict) or body.get("object") != "page":
        return
    for entry in _dicts(body.get("entry")):
        if str(entry.get("id")) != page_id:
            continue
        for change in _dicts(entry.get("changes"))[:MOST]:
            value = change.get("value")
            if change.get("field") == "feed" and isinstance(value, dict):
                yield from _feed(value, page_id)
        for event in _dicts(entry.get("messaging"))[:MOST]:
            yield from _message(event)


def _feed(value: dict[str, Any], page_id: str) -> Iterator[Notice]:
    gone = value.get("verb") in {"remove", "removed", "delete"}
    if value.get("item") == "comment" and isinstance(value.get("comment_id"), str):
        yield Notice(value["comment_id"], gone=gone, post_id=str(value.get("post_id") or ""))
    elif value.get("item") in {"status", "post", "photo"} and _writer(value) not in {"", page_id}:
        post = value.get("post_id")
        if isinstance(post, str):
            yield Notice(post, gone=gone, post_id=post)


def _message(event: dict[str, Any]) -> Iterator[Notice]:
    message = event.get("message")
    if isinstance(message, dict) and isinstance(message.get("mid"), str):
        yield Notice(message["mid"], private=True, gone=message.get("is_deleted") is True)


def _writer(value: dict[str, Any]) -> str:
    who = value.get("from")
    return str(who.get("id") or "") if isinstance(who, dict) else str(value.get("sender_id") or "")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
