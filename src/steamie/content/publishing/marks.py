"""How far this installation has come, in two small files beside the database: its record, and the calls to its channels.

A database that was put back from an earlier copy knows less than they do.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from steamie.content.publishing.models import Attempt
from steamie.evidence.models import Event


def keep_head() -> None:
    """Note the head of the record. What is there of a later one stays: it is how a database put back is noticed."""
    if not settings.KEEPS_MARKS:
        return
    newest = Event.objects.order_by("-number").only("number", "digest").first()
    if newest is None:
        _file("record").unlink(missing_ok=True)  # an empty database sends nothing
    elif (mark := {"number": newest.number, "digest": newest.digest}) != _read("record") and not record_is_behind():
        _write("record", mark)


def keep_call(attempt_id: int, started_at: datetime) -> None:
    """Note a call to a channel, before it is made."""
    if settings.KEEPS_MARKS and not calls_are_behind():
        _write("call", {"attempt": attempt_id, "started_at": started_at.isoformat()})


def record_is_behind() -> bool:
    """Whether the record lacks an event that it had."""
    mark = _read("record")
    return bool(mark) and not Event.objects.filter(number=mark["number"], digest=mark["digest"]).exists()


def calls_are_behind() -> bool:
    """Whether the database lacks a call that was made."""
    mark = _read("call")
    return bool(mark) and not Attempt.objects.filter(pk=mark["attempt"], started_at=mark["started_at"]).exists()


def forget() -> None:
    """Begin again from what the database says now: somebody looked, and goes on with it."""
    for name in ("record", "call"):
        _file(name).unlink(missing_ok=True)


def _file(name: str) -> Path:
    return Path(settings.DATA) / "run" / f"{name}.mark"


def _read(name: str) -> dict[str, Any]:
    try:
        mark = json.loads(_file(name).read_text())
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def _write(name: str, mark: dict[str, Any]) -> None:
    """All of it or nothing. A power cut may lose it, which says too little, never too much."""
    file = _file(name)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(mark))
    part.replace(file)
