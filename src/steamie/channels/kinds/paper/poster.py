"""One poster as a tagged PDF (PDF/UA-1) in large type, set by Typst. What people wrote reaches it as data, never as code."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno

from steamie.channels.contract import Outgoing, Refused

HERE = Path(__file__).parent
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def render(outgoing: Outgoing, *, association: str, zone: str) -> bytes:
    """The poster. ``Refused`` when it cannot be set, for instance because the picture is no picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "poster.typ").write_text((HERE / "poster.typ").read_text())
        (folder / "data.json").write_text(json.dumps(_data(outgoing, folder, association=association, zone=zone)))
        return _set(folder)


def _set(folder: Path) -> bytes:
    import typst  # noqa: PLC0415 -- a typesetter is heavy, and most processes never print

    try:
        made = typst.compile(
            folder / "poster.typ", root=folder, font_paths=[HERE / "fonts"], ignore_system_fonts=True, pdf_standards="ua-1"
        )
    except RuntimeError as problem:
        raise Refused("The poster could not be printed. Check its picture and words.", detail=str(problem)[:2000]) from None
    if not isinstance(made, bytes):
        raise Refused("The poster could not be printed.")
    return made


def _data(outgoing: Outgoing, folder: Path, *, association: str, zone: str) -> dict[str, Any]:
    return {
        "association": association,
        "title": outgoing.title,
        "paragraphs": [block.strip().splitlines() for block in outgoing.text.split("\n\n") if block.strip()],
        "where": outgoing.event_place,
        "when": when(outgoing.event_starts, outgoing.event_ends, zone=zone),
        "picture": _picture(outgoing, folder),
        "link": outgoing.link,
        "address": outgoing.link.removeprefix("https://").removeprefix("http://").rstrip("/"),
        "code": _code(outgoing.link, folder),
    }


def _picture(outgoing: Outgoing, folder: Path) -> dict[str, str] | None:
    if not outgoing.pictures:
        return None
    picture = outgoing.pictures[0]
    name = f"picture{SUFFIXES.get(picture.media_type, '.jpg')}"
    (folder / name).write_bytes(picture.content)
    return {"file": name, "alt": picture.alt}


def _code(link: str, folder: Path) -> str:
    if not link:
        return ""
    drawn = io.BytesIO()
    segno.make(link, micro=False, error="m").save(drawn, kind="svg", border=2, scale=4, dark="#111", light="#fff")
    (folder / "code.svg").write_bytes(drawn.getvalue())
    return "code.svg"


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
