"""A copy of the database before its tables are changed, so that there is a way back; old ones go by age."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import steamie

from . import dumps, schema

SAME_UPGRADE = timedelta(days=1)  # one that was cut off and begun again needs no second copy
NEWEST_STAY = 3
OLD = timedelta(days=90)


def make(target: Iterable[tuple[str, str]], *, now: datetime) -> Path | None:
    """Copy the database before it is migrated to ``target``; None when this upgrade has its copy. Raises ``CannotArchive``."""
    folder, database = schema.copies(), dumps.of_this_database()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = hashlib.sha256(repr(sorted(target)).encode()).hexdigest()[:8]
    if any(now - _made_at(path) < SAME_UPGRADE for path in folder.glob(f"*-{mark}-{database.name}")):
        return None
    file = folder / f"{now:%Y-%m-%dT%H%M%SZ}-before-{steamie.__version__}-{mark}-{database.name}"
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    database.dump(part)
    part.chmod(0o600)
    part.replace(file)
    _forget_old(folder, now)
    return file


def _forget_old(folder: Path, now: datetime) -> None:
    """The newest stay, whatever their age."""
    for path in sorted(folder.glob("*-before-*"), key=_made_at, reverse=True)[NEWEST_STAY:]:
        if now - _made_at(path) > OLD:
            path.unlink(missing_ok=True)


def _made_at(path: Path) -> datetime:
    return datetime.strptime(path.name[:18], "%Y-%m-%dT%H%M%S%z")
