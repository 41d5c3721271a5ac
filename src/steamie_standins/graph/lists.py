"""Lists with opaque cursors. What may not be shown is taken out after the page is cut, as Facebook does, so a page may be
short, or empty, and still have a next."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from .errors import invalid
from .web import GraphRequest

MOST = 100


def stamp(at: float) -> str:
    """A time as Facebook writes it: no colon in the offset."""
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def moment(text: str) -> float:
    """A time as Facebook reads it: Unix seconds, or ISO 8601."""
    try:
        return float(text)
    except ValueError:
        pass
    try:
        read = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError as error:
        raise invalid(f"Param must be a valid UNIX timestamp or ISO 8601 date: {text[:40]}") from error
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def limit(text: str, default: int = 25) -> int:
    """How many to a page: 0 to 100."""
    if not text:
        return default
    if not text.lstrip("-").isdigit() or int(text) < 0:
        raise invalid("Param limit must be a non-negative integer")
    return min(int(text), MOST)


def cut(
    things: Sequence[Any],
    fields: dict[str, Any],
    *,
    key: Callable[[Any], str],
    shown: Callable[[Any], bool],
    short: bool = False,
) -> tuple[list[Any], dict[str, Any]]:
    """One page of a list, and its ``paging`` without addresses: ``{"cursors": …, "next": cursor or absent}``."""
    size = limit(str(fields.get("limit", "")))
    start, end = _span(things, fields, size, key)
    if short and end - start > 1:
        end -= 1
    window = things[start:end]
    if not window:
        return [], {}
    paging: dict[str, Any] = {"cursors": {"before": _seal(key(window[0])), "after": _seal(key(window[-1]))}}
    if end < len(things):
        paging["next"] = paging["cursors"]["after"]
    if start > 0:
        paging["previous"] = paging["cursors"]["before"]
    return [thing for thing in window if shown(thing)], paging


def answer(data: list[Any], paging: dict[str, Any], request: GraphRequest, path: str) -> dict[str, Any]:
    """The JSON of a list. ``next`` carries the token, as the real one does."""
    if not paging:
        return {"data": data}
    out: dict[str, Any] = {"cursors": paging["cursors"]}
    for name, side in (("next", "after"), ("previous", "before")):
        if name in paging:
            query = {k: v for k, v in request.fields.items() if k not in {"after", "before"} and isinstance(v, str)}
            query |= {"access_token": request.token, side: paging[name]}
            out[name] = f"{request.root}{path}?{urlencode(query)}"
    return {"data": data, "paging": out}


def _span(things: Sequence[Any], fields: dict[str, Any], size: int, key: Callable[[Any], str]) -> tuple[int, int]:
    places = {key(thing): place for place, thing in enumerate(things)}
    if fields.get("after"):
        start = places.get(_open(str(fields["after"])), len(things) - 1) + 1
        return start, min(start + size, len(things))
    if fields.get("before"):
        end = places.get(_open(str(fields["before"])), 0)
        return max(end - size, 0), end
    return 0, min(size, len(things))


def _seal(text: str) -> str:
    return base64.urlsafe_b64encode(f"QVF|{text}"[::-1].encode()).decode().rstrip("=") + "ZD"


def _open(cursor: str) -> str:
    try:
        text = base64.urlsafe_b64decode(cursor.removesuffix("ZD") + "===").decode()[::-1]
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise invalid("Invalid cursors values") from error
    if not text.startswith("QVF|"):
        raise invalid("Invalid cursors values")
    return text[4:]
