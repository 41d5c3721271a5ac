"""Events as a calendar anyone can subscribe to (RFC 5545). A few lines of text: a library for reading calendars, with its time
zones, would weigh three megabytes of every process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from steamie.content.models import Post

LONGEST = 75  # octets of a line; the rest goes on in the next, after a space
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write(name: str, posts: Iterable[Post], *, host: str) -> bytes:
    """The calendar: one event for each post that has a time. ``host`` makes their names unlike anyone else's."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Steamie//Events//EN", f"X-WR-CALNAME:{_text(name)}"]
    for post in posts:
        lines += _event(post, host)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(post: Post, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:post-{post.pk}@{host}"
    yield f"DTSTAMP:{_moment(post.edited_at)}"
    yield f"DTSTART:{_moment(post.event_starts)}"
    if post.event_ends:
        yield f"DTEND:{_moment(post.event_ends)}"
    yield f"SUMMARY:{_text(post.title)}"
    yield f"LOCATION:{_text(post.event_place)}"
    if post.link:
        yield f"URL:{_CONTROL.sub('', post.link)}"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return _CONTROL.sub("", words.replace("\r\n", "\n")).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none of which cuts a letter in two."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "".join(f"{part}\r\n" for part in [*pieces, piece]).encode()
