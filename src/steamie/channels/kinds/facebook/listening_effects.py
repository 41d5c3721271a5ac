"""What the Page lets us hear and say, shown by trying it where nobody notices, and never by the permissions it lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from steamie.channels.contract import ChannelError, Effect

from . import data
from .client import Graph

WORDS = "Steamie tries whether it may answer. Nobody sees this, and it is deleted at once"
NEEDS_A_COMMENT = "Not tried. It needs somebody’s comment first."


def tried(graph: Graph, page_id: str, app_id: str, *, now: datetime) -> list[Effect]:
    """Each verb with what came of it."""
    return [*_reading(graph, page_id), _answering(graph, page_id, now), *_private(graph, page_id), _told(graph, page_id, app_id)]


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


def _answering(graph: Graph, page_id: str, now: datetime) -> Effect:
    """A comment of our own under a post that nobody sees; both are deleted."""
    try:
        post = str(graph.post(f"{page_id}/feed", {"message": f"{WORDS} ({now:%Y%m%d%H%M%S}).", "published": "false"})["id"])
    except (ChannelError, KeyError) as problem:
        return Effect("answer", None, f"Not tried: a test post could not be made. {_no(problem)}")
    try:
        graph.post(f"{post}/comments", {"message": WORDS})
        return Effect("answer", True, "It worked.")
    except ChannelError as problem:
        return Effect("answer", False, _no(problem))
    finally:
        with suppress(ChannelError):
            graph.delete(post)


def _private(graph: Graph, page_id: str) -> Iterator[Effect]:
    yield Effect("hide", None, NEEDS_A_COMMENT)
    yield Effect("private", None, NEEDS_A_COMMENT)
    try:
        graph.get(f"{page_id}/conversations", {"platform": "messenger", "fields": "id", "limit": "1"})
        yield Effect("messages", True, "It worked.")
    except ChannelError as problem:
        yield Effect("messages", False, _no(problem))


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
