"""What the Page lets us hear and say, shown by trying it where nobody notices, and never by the permissions it lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from steamie.channels.contract import ChannelError, Disconnected, Effect

from . import data
from .client import Graph

WORDS = "Steamie tries whether it may answer. Nobody sees this, and it is deleted at once"
NEEDS_A_COMMENT = "Not tried. It needs somebody’s comment first."


def tried(graph: Graph, page_id: str, app_id: str, *, now: datetime) -> list[Effect]:
    """Each verb with what came of it."""
    return [
        *_reading(graph, page_id),
        *_answering(graph, page_id, now),
        _hiding(graph, page_id),
        _messages(graph, page_id),
        _told(graph, page_id, app_id),
    ]


def _reading(graph: Graph, page_id: str) -> Iterator[Effect]:
    how = {"fields": "id,comments.limit(5){id,from}", "limit": "10"}
    try:
        posts = graph.get(f"{page_id}/feed", how).get("data") or []
    except ChannelError as problem:
        yield Effect("read", False, _no(problem))
        yield Effect("authors", None, "Not tried. Comments cannot be read.")
        return
    comments = [one for post in posts for one in (post.get("comments") or {}).get("data", [])]
    others = [one for one in comments if (one.get("from") or {}).get("id") != page_id]
    yield Effect("read", True, "It worked.")
    named = any(one.get("from") for one in others)
    if others:
        yield Effect("authors", named, "It worked." if named else "Facebook leaves out who wrote them.")
    else:
        yield Effect("authors", None, NEEDS_A_COMMENT)


def _answering(graph: Graph, page_id: str, now: datetime) -> Iterator[Effect]:
    """A comment of our own under a post that nobody sees, and a private reply to ourselves; all of it is deleted."""
    try:
        post = str(graph.post(f"{page_id}/feed", {"message": f"{WORDS} ({now:%Y%m%d%H%M%S}).", "published": "false"})["id"])
    except (ChannelError, KeyError) as problem:
        words = f"Not tried: a test post could not be made. {_no(problem)}"
        yield Effect("answer", None, words)
        yield Effect("private", None, words)
        return
    try:
        comment = str(graph.post(f"{post}/comments", {"message": WORDS}).get("id", ""))
        yield Effect("answer", True, "It worked.")
        yield _private(graph, page_id, comment)
    except ChannelError as problem:
        yield Effect("answer", False, _no(problem))
        yield Effect("private", None, NEEDS_A_COMMENT)
    finally:
        with suppress(ChannelError):
            graph.delete(post)


def _private(graph: Graph, page_id: str, own_comment: str) -> Effect:
    """To ourselves, which Facebook always refuses: for want of leave, which tells; or for the recipient, which does not."""
    form = {"recipient": json.dumps({"comment_id": own_comment}), "message": json.dumps({"text": WORDS})}
    try:
        graph.post(f"{page_id}/messages", form | {"messaging_type": "RESPONSE"})
    except Disconnected as problem:
        return Effect("private", False, _no(problem))
    except ChannelError:
        return Effect("private", None, "Not refused for want of leave. Only a real one shows that it works.")
    return Effect("private", None, "Facebook took one to ourselves, which shows nothing.")


def _hiding(graph: Graph, page_id: str) -> Effect:
    """A comment that everybody sees is shown again, which changes nothing and takes the same leave as hiding it."""
    how = {"fields": "id,comments.limit(5){id,from,is_hidden}", "limit": "10"}
    try:
        posts = graph.get(f"{page_id}/feed", how).get("data") or []
    except ChannelError:
        return Effect("hide", None, "Not tried. Comments cannot be read.")
    comments = [one for post in posts for one in (post.get("comments") or {}).get("data", [])]
    seen = [one for one in comments if (one.get("from") or {}).get("id") != page_id and one.get("is_hidden") is False]
    if not seen:
        return Effect("hide", None, NEEDS_A_COMMENT)
    try:
        graph.post(str(seen[0]["id"]), {"is_hidden": "false"})
    except ChannelError as problem:
        return Effect("hide", False, _no(problem))
    return Effect("hide", True, "It worked: a comment that is seen was shown again.")


def _messages(graph: Graph, page_id: str) -> Effect:
    try:
        graph.get(f"{page_id}/conversations", {"platform": "messenger", "fields": "id", "limit": "1"})
    except ChannelError as problem:
        return Effect("messages", False, _no(problem))
    return Effect("messages", True, "It worked.")


def _told(graph: Graph, page_id: str, app_id: str) -> Effect:
    try:
        rows = graph.get(f"{page_id}/subscribed_apps").get("data") or []
    except ChannelError as problem:
        return Effect("subscription", False, _no(problem))
    ours = [row for row in rows if isinstance(row, dict) and str(row.get("id")) == app_id]
    fields = {str(name) for row in ours for name in row.get("subscribed_fields") or []}
    missing = sorted(set(data.SUBSCRIBED.split(",")) - fields)
    if not ours or missing:
        return Effect("subscription", False, "The app is not installed on the Page for this yet.")
    return Effect("subscription", True, "The app is installed on the Page.")


def _no(problem: Exception) -> str:
    detail = getattr(problem, "detail", "")
    return f"{problem} ({detail})" if detail else str(problem)
