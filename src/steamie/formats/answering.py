"""Sending a sound: whole, or the part a player asks for (RFC 9110, section 14). Some players will not play without parts."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
PROBE = "bytes=0-1"  # how Safari asks whether parts can be had, before it plays


def sound(request: HttpRequest, file: Path, *, tag: str) -> HttpResponse:
    """The file or a part of it. Browsers may keep it, and ask each time whether it is still to be heard."""
    content = file.read_bytes()
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{tag[:32]}"', "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    part = _part(request.headers.get("Range", ""), len(content))
    if part is None:
        return HttpResponse(content, content_type="audio/mpeg", headers=headers)
    first, last = part
    if first > last:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return HttpResponse(content[first : last + 1], status=206, content_type="audio/mpeg", headers=headers)


def begins(request: HttpRequest) -> bool:
    """Whether somebody begins to listen, and is not going on, asking ahead, or only asking what there is."""
    wanted = request.headers.get("Range", "")
    return request.method == "GET" and wanted != PROBE and (not wanted or wanted.startswith("bytes=0-"))


def _part(wanted: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte asked for; None for all, or for what we do not understand. Nothing there: last before first."""
    part = RANGE.fullmatch(wanted)
    if part is None or not any(part.groups()):
        return None
    if not part[1]:
        return max(size - int(part[2]), 0), size - 1
    return int(part[1]), min(int(part[2] or size - 1), size - 1)
