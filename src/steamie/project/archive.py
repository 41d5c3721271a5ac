"""Copies of an installation: what is in them, what is left out on purpose, and how one is put back without publishing twice."""

from __future__ import annotations

import json
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

import steamie
from steamie.content.posts.models import Amendment, Publication
from steamie.content.posts.models.publications import Step
from steamie.evidence import anchors
from steamie.evidence.actions import record
from steamie.evidence.actors import SETUP
from steamie.evidence.in_force import Citation
from steamie.rules.correcting import Stage

from . import dumps
from .dumps import CannotArchive
from .verbs import Verb

EVIDENCE = "evidence"
FOLDERS = ("media", "channels", EVIDENCE)
PATIENCE_SECONDS = 60.0  # for an anchor that is being made
LEFT_OUT = "keys"
MANIFEST = "manifest.json"
ENTRIES = [(name,) for name in (MANIFEST, dumps.Sqlite.name, dumps.Postgresql.name, *FOLDERS)]
GOING = [Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING, Step.HELD]


def back_up(file: Path, *, now: datetime) -> dict[str, Any]:
    """Write a copy of the database and the uploads to a tar file, while the house is open. What the copy says of itself."""
    manifest: dict[str, Any] = {"version": steamie.__version__, "made_at": now.isoformat(), "left_out": [LEFT_OUT]}
    part, database = file.with_name(f".{file.name}.part"), dumps.of_this_database()
    try:
        part.unlink(missing_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=settings.DATA) as folder,
            open(part, "wb", opener=_for_us_alone) as out,
            tarfile.open(fileobj=out, mode="w:gz") as archive,
        ):
            copy = Path(folder) / database.name
            with anchors.locked(wait=PATIENCE_SECONDS):  # the record's head and its anchors are copied as one
                manifest["rows"] = database.dump(copy)
                _add(archive, EVIDENCE)
            archive.add(copy, database.name)
            for name in FOLDERS:
                if name != EVIDENCE:
                    _add(archive, name)
            manifest["files"] = _files_by_folder(archive.getmembers())
            manifest_file = Path(folder) / MANIFEST
            manifest_file.write_text(json.dumps(manifest, indent=1))
            archive.add(manifest_file, MANIFEST)
        part.replace(file)
    except anchors.Locked as problem:
        raise CannotArchive(str(problem)) from None
    except OSError as problem:
        raise CannotArchive(f"The copy could not be written: {problem.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _add(archive: tarfile.TarFile, name: str) -> None:
    if (settings.DATA / name).exists():
        archive.add(settings.DATA / name, name)


def _files_by_folder(members: Iterable[tarfile.TarInfo]) -> dict[str, int]:
    counts = Counter(Path(member.name).parts[0] for member in members if member.isfile())
    return {name: counts[name] for name in FOLDERS if counts[name]}


def unpack(file: Path) -> dict[str, Any]:
    """Lay a copy out in an empty data folder and an empty database. What the copy says of itself."""
    database = dumps.of_this_database()
    database.require_empty()
    _require_empty_folders()
    with tempfile.TemporaryDirectory(dir=settings.DATA) as name:
        folder = Path(name)
        try:
            with tarfile.open(file, "r:gz") as archive:
                members = _plain(archive)
                archive.extractall(folder, members=members)  # noqa: S202 -- every member is looked at first
            manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
            datetime.fromisoformat(manifest["made_at"])
        except (OSError, EOFError, ValueError, LookupError, TypeError, zlib.error, tarfile.TarError) as problem:
            raise CannotArchive(f"This is not a copy of an installation: {problem}") from None
        if not (folder / database.name).exists():
            raise CannotArchive(f"This copy holds no {database.name}: it was made of another kind of database.")
        _require_no_later_version(str(manifest.get("version", "")))
        _require_whole(manifest.get("files", {}), _files_by_folder(members), "files")
        database.check(folder / database.name, manifest.get("rows") or {})
        database.load(folder / database.name)
        for entry in set(folder.iterdir()) - {folder / MANIFEST, folder / database.name}:
            entry.rename(settings.DATA / entry.name)
    return manifest


def _require_no_later_version(version: str) -> None:
    """Before anything is put in its place: a later version's tables would be refused only afterwards, with nothing held."""
    if _numbers(version) > _numbers(steamie.__version__):
        raise CannotArchive(
            f"This copy was made by version {version}, and this is {steamie.__version__}. Install that one first."
        )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _require_whole(counted: dict[str, int], found: dict[str, int], what: str) -> None:
    if lacking := dumps.lacking(counted, found):
        raise CannotArchive(f"This copy is not whole: {what} are missing in {', '.join(lacking)}.")


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _require_empty_folders() -> None:
    for name in FOLDERS:
        if (settings.DATA / name).is_dir() and any((settings.DATA / name).iterdir()):
            raise CannotArchive(f"{settings.DATA / name} is not empty. Choose an empty folder with STEAMIE_DATA.")


def _plain(archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """Its files and folders, for us alone to read. None may be something a copy never holds, such as keys or the mark of a
    demonstration, lead out of the folder, or swell beyond the disk. (The library's own filter needs Python 3.11.4.)"""
    members, room = [], shutil.disk_usage(settings.DATA).free
    for member in archive:
        path = Path(member.name)
        if path.is_absolute() or ".." in path.parts or path.parts[:1] not in ENTRIES:
            raise CannotArchive(f"This file is not a copy of an installation: it holds {member.name!r}.")
        if not (member.isfile() or member.isdir()):
            raise CannotArchive(f"This file is not a copy of an installation: {member.name!r} is neither file nor folder.")
        room -= member.size
        if room < 0:
            raise CannotArchive("There is not enough room on the disk for what this copy holds.")
        member.mode = 0o700 if member.isdir() else 0o600
        member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
        members.append(member)
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
    record(
        by=SETUP, verb=Verb.RESTORE, clause=Citation("record.unbroken"), subject="installation", reason=why, facts=counts, at=now
    )
    return counts
