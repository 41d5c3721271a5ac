"""Looking for a post of ours on the Page, whether residents can see it yet or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from steamie.channels.contract import Outgoing, Seen, Unknown, plain

from . import data
from .client import Graph
from .errors import NOT_UNDERSTOOD

SKEW = timedelta(minutes=5)  # our clock and Facebook's may differ
LINK = re.compile(r"/go/[A-Za-z0-9_-]+")


def find(graph: Graph, page_id: str, outgoing: Outgoing, *, since: datetime) -> tuple[Seen, ...]:
    """Every post since then that is this one. Raises what the reading raises: not found must mean looked everywhere."""
    earliest = since - SKEW
    matches: dict[str, Seen] = {}
    for visible, row in _posts(graph, page_id, earliest):
        seen = _seen(row, visible=visible)
        if seen.created_at >= earliest and is_it(row, outgoing):
            matches[seen.remote_id] = seen
    return tuple(matches.values())


def shown(graph: Graph, page_id: str, *, since: datetime) -> tuple[Seen, ...]:
    """Every post the Page shows that was made since then, whoever made it."""
    how = _how(since - SKEW)
    return tuple(_seen(row, visible=True) for row in graph.walk(f"{page_id}/published_posts", how, background=True))


def _seen(row: dict[str, Any], *, visible: bool) -> Seen:
    return Seen(
        remote_id=str(row.get("id", "")),
        url=str(row.get("permalink_url", "")),
        visible=bool(row.get("is_published", visible)),
        text=str(row.get("message", "")),
        created_at=moment(str(row.get("created_time", ""))),
    )


def _how(earliest: datetime) -> dict[str, str]:
    return {"fields": data.POST_FIELDS, "limit": "100", "since": str(int(earliest.timestamp()))}


def _posts(graph: Graph, page_id: str, earliest: datetime) -> Iterator[tuple[bool, dict[str, Any]]]:
    """The unseen first, then the seen: a post that is shown in between is met once at least."""
    how = _how(earliest)
    for row in graph.walk(f"{page_id}/promotable_posts", {**how, "is_published": "false"}):
        yield False, row
    for row in graph.walk(f"{page_id}/published_posts", how):
        yield True, row


def is_it(row: dict[str, Any], outgoing: Outgoing) -> bool:
    """Whether a post of the Page is this one: by its marker or, where no marker of ours shows, by its words."""
    text = " ".join(addresses(row))
    if re.search(rf"(?<![A-Za-z0-9_-]){re.escape(outgoing.marker)}(?![A-Za-z0-9_-])", text):
        return True
    if outgoing.link and LINK.search(text):
        return False
    words = plain(str(row.get("message", "")))
    return bool(words) and words in {plain(outgoing.text), plain(f"{outgoing.text} {outgoing.link}")}


def addresses(row: dict[str, Any]) -> Iterator[str]:
    """Every text of a post in which our link may stand, with Facebook's wrapping undone."""
    yield str(row.get("message", ""))
    waiting = [row.get("attachments")]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            waiting.extend(thing.values())
        elif isinstance(thing, list):
            waiting.extend(thing)
        elif isinstance(thing, str) and "://" in thing:
            yield unquote(thing)


def moment(text: str) -> datetime:
    """Facebook's times have no colon in the offset."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)
    except ValueError:
        raise Unknown(NOT_UNDERSTOOD, detail="a time that is none") from None
