"""Copies of an installation: what is in them, what is left out on purpose, and how one is put back without publishing twice."""

from __future__ import annotations

import json
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

import steamie
from steamie.content.models import Amendment, Publication
from steamie.content.models.publications import Step
from steamie.evidence.actions import record
from steamie.evidence.actors import SETUP
from steamie.rules.correcting import Stage

from . import dumps
from .dumps import CannotArchive

FOLDERS = ("media", "channels", "evidence")
LEFT_OUT = "keys"
MANIFEST = "manifest.json"
GOING = [Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING, Step.HELD]


def back_up(file: Path, *, now: datetime) -> dict[str, Any]:
    """Write a copy of the database and the uploads to a tar file, while the house is open. What the copy says of itself."""
    told = {"version": steamie.__version__, "made_at": now.isoformat(), "left_out": [LEFT_OUT]}
    part, database = file.with_name(f".{file.name}.part"), dumps.of_this_database()
    try:
        with tempfile.TemporaryDirectory(dir=settings.DATA) as folder, tarfile.open(part, "w:gz") as archive:
            copy = Path(folder) / database.name
            database.dump(copy)
            manifest = Path(folder) / MANIFEST
            manifest.write_text(json.dumps(told, indent=1))
            archive.add(manifest, MANIFEST)
            archive.add(copy, database.name)
            for name in FOLDERS:
                if (settings.DATA / name).exists():
                    archive.add(settings.DATA / name, name)
        part.chmod(0o600)
        part.replace(file)
    except OSError as problem:
        raise CannotArchive(f"The copy could not be written: {problem.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)
    return told


def unpack(file: Path) -> dict[str, Any]:
    """Lay a copy out in an empty data folder and an empty database. What the copy says of itself."""
    database = dumps.of_this_database()
    database.require_empty()
    with tempfile.TemporaryDirectory(dir=settings.DATA) as name:
        folder = Path(name)
        try:
            with tarfile.open(file, "r:gz") as archive:
                archive.extractall(folder, members=_plain(archive))  # noqa: S202 -- every member is looked at first
            told: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        except (OSError, ValueError, tarfile.TarError) as problem:
            raise CannotArchive(f"This is not a copy of an installation: {problem}") from None
        if not (folder / database.name).exists():
            raise CannotArchive(f"This copy holds no {database.name}: it was made of another kind of database.")
        database.check(folder / database.name)
        database.load(folder / database.name)
        for found in set(folder.iterdir()) - {folder / MANIFEST, folder / database.name}:
            found.rename(settings.DATA / found.name)
    return told


def _plain(archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """Its files and folders, none of which may lead out of the folder. (The library's own filter needs Python 3.11.4.)"""
    members = archive.getmembers()
    for member in members:
        path = Path(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            raise CannotArchive(f"This file is not a copy of an installation: it holds {member.name!r}.")
    return members


@transaction.atomic
def hold_everything(*, made_at: str, now: datetime) -> dict[str, int]:
    """After a restore nothing goes out by itself: what may have gone since the copy was made needs a person to look."""
    going = Publication.objects.filter(step__in=GOING)
    unsure = going.exclude(due_at__gt=now).exclude(step=Step.HELD) | going.filter(step__in=[Step.CREATING, Step.PUBLISHING])
    calm = {"wake_at": None, "claim": "", "claimed_until": None, "told_at": None}
    asked = list(unsure.values_list("pk", flat=True))
    why = f"This desk was restored from a copy of {made_at[:16].replace('T', ' ')}."
    looks = Publication.objects.filter(pk__in=asked).update(
        step=Step.NEEDS_A_PERSON, unknown_since=now, problem=f"{why} The post may have gone out since.", **calm
    )
    held = going.update(step=Step.HELD, problem=f"{why} Look, then choose when it goes.", **calm)
    corrections = Amendment.objects.unfinished().exclude(stage__in=[Stage.HELD, Stage.NEEDS_A_PERSON])
    held += corrections.update(stage=Stage.HELD, problem=f"{why} Look which words are shown, then decide.", told_at=None)
    counts = {"held": held, "to look at": looks}
    record(by=SETUP, verb="restore", clause="S-32", subject="installation", reason=why, facts=counts, at=now)
    return counts
