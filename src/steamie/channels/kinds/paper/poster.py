"""One poster as a tagged PDF (PDF/UA-1) in large type."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno

from steamie.channels.contract import Preview, Refused
from steamie.printing import CannotTypeset, typeset

TEMPLATE = Path(__file__).with_name("poster.typ")
CODE = "code.svg"
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def render(seen: Preview, *, association: str) -> bytes:
    """The poster. ``Refused`` when it cannot be set, for instance because the picture is no picture."""
    pictures = {_picture_name(picture.media_type): picture.content for picture in seen.pictures[:1]}
    if seen.link:
        pictures[CODE] = _code(seen.link)
    try:
        return typeset(TEMPLATE, data=_data(seen, association=association), pictures=pictures)
    except CannotTypeset as problem:
        words = f"The poster could not be printed. {problem} Check its picture and words."
        raise Refused(words, detail=problem.detail) from None


def _data(seen: Preview, *, association: str) -> dict[str, Any]:
    return {
        "association": association,
        "title": seen.headline,
        "paragraphs": [block.split("\n") for block in seen.text.split("\n\n")],
        "where": seen.place,
        "when": seen.when,
        "picture": next(({"file": _picture_name(picture.media_type), "alt": picture.alt} for picture in seen.pictures), None),
        "link": seen.link,
        "address": seen.link.removeprefix("https://").removeprefix("http://").rstrip("/"),
        "code": CODE if seen.link else "",
    }


def _picture_name(media_type: str) -> str:
    return f"picture{SUFFIXES.get(media_type, '.jpg')}"


def _code(link: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(link, micro=False, error="m").save(drawn, kind="svg", border=2, scale=4, dark="#111", light="#fff")
    return drawn.getvalue()


def when(starts: datetime | None, ends: datetime | None, *, zone: str) -> str:
    """Date and time in words: “Saturday 28 November 2026, 2 pm to 4.30 pm”."""
    if starts is None:
        return ""
    first = starts.astimezone(ZoneInfo(zone))
    words = f"{_day(first)}, {_hour(first)}"
    if ends is None:
        return words
    last = ends.astimezone(ZoneInfo(zone))
    return f"{words} to {_hour(last)}" if last.date() == first.date() else f"{words} to {_day(last)}, {_hour(last)}"


def _day(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def _hour(moment: datetime) -> str:
    if (moment.hour, moment.minute) == (12, 0):
        return "12 noon"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"
