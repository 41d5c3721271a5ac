"""A folder of copies: a new one each night, older ones gone by age; and when the last was made and tried, for the doctor."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from steamie.rules.keeping_copies import to_keep

from . import archive
from .dumps import CannotArchive

NAME = "steamie-%Y-%m-%dT%H%M%SZ.tar.gz"


def back_up(folder: Path, keeping: Mapping[str, int], *, now: datetime) -> tuple[Path, list[Path]]:
    """The copy that was made, and those that went. None goes before the new one is whole. Raises ``CannotArchive``."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise CannotArchive(f"{folder} cannot be made: {problem.strerror}.") from None
    file = folder / now.astimezone(UTC).strftime(NAME)
    archive.back_up(file, now=now)
    note(made_at=now.isoformat(), file=str(file.resolve()))
    copies = copies_in(folder)
    stay = to_keep((timezone.localtime(moment) for moment in copies), keeping)
    old = [path for moment, path in sorted(copies.items()) if moment not in stay and path != file]
    for path in old:
        path.unlink(missing_ok=True)
    return file, old


def copies_in(folder: Path) -> dict[datetime, Path]:
    """The copies in a folder by the moment they were made; files of any other name are nobody's business."""
    named = ((moment_of(path.name), path) for path in folder.iterdir() if path.is_file())
    return {moment: path for moment, path in named if moment}


def moment_of(name: str) -> datetime | None:
    """When the copy of this name was made; None for any other name."""
    try:
        return datetime.strptime(name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def newest(place: Path) -> Path:
    """The file itself, or the newest copy in a folder. Raises ``CannotArchive`` where there is none."""
    if not place.is_dir():
        return place
    copies = copies_in(place)
    if not copies:
        raise CannotArchive(f"{place} holds no copy: their names are like steamie-2026-11-30T021500Z.tar.gz.")
    return copies[max(copies)]


def note(**facts: str) -> None:
    """Write down beside the database when a copy was made or tried. What was noted before stays."""
    path = _notes()
    path.parent.mkdir(exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(json.dumps(noted() | facts))
    part.replace(path)


def noted() -> dict[str, str]:
    """``made_at``, ``file``, ``tried_at``: as far as they were noted."""
    try:
        facts: dict[str, str] = json.loads(_notes().read_text())
    except (OSError, ValueError):
        return {}
    return facts


def _notes() -> Path:
    return Path(settings.DATA) / "run" / "copies.json"
