"""A restore rehearsed: the copy put back as it would be in earnest, in a folder of its own that is gone afterwards.

It runs the commands themselves, as processes of their own, without any setting that reaches outside: no letter, no call, no
anchor elsewhere. The installation that is open meanwhile is not touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from .dumps import CannotArchive

Say = Callable[[str], object]
MAY_NOT = "A rehearsal makes a database beside the one in use, and may not: {problem}. Run in psql: ALTER ROLE … CREATEDB"


def rehearse(file: Path, keys: Path, say: Say) -> bool:
    """Whether the copy could be put back, brought up to date and verified, and nothing in it was missing."""
    well = True
    with _folder() as folder, _database() as url:
        with_keys = keys.is_dir()
        if with_keys:
            shutil.copytree(keys, folder / "keys")
        surroundings = _alone() | {"STEAMIE_DATA": str(folder), "STEAMIE_DATABASE_URL": url}
        restore = ["restore", str(file.resolve()), *([] if with_keys else ["--without-keys"])]
        for arguments in (restore, ["evidence", "verify"]):
            done = _run(arguments, surroundings)
            lines = [line for line in done.stdout.splitlines() if line.strip()]
            for line in lines if done.returncode == 0 else [*lines, *done.stderr.strip().splitlines()[-3:]]:
                say(line)
            if done.returncode:
                return False
            well = well and not any(line.startswith("NOT") for line in lines)
    return well


def _run(arguments: list[str], surroundings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "steamie", *arguments]
    return subprocess.run(command, check=False, env=surroundings, capture_output=True, text=True)  # noqa: S603 -- our own program


def _alone() -> dict[str, str]:
    """The surroundings without any setting of the house."""
    return {name: value for name, value in os.environ.items() if not name.startswith("STEAMIE_") and name != "PORT"}


@contextmanager
def _folder() -> Iterator[Path]:
    """For us alone, on the disk that holds the installation where there is one: the usual place may be small."""
    place = settings.DATA if settings.DATA.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="rehearsal-", dir=place) as name:
        yield Path(name)


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty database on the same server; empty for SQLite."""
    url = settings.ENVIRONMENT.database_url
    if not url:
        yield ""
        return
    import psycopg  # noqa: PLC0415 -- an extra

    name = f"steamie_rehearsal_{uuid.uuid4().hex[:12]}"
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as server:
            server.execute(f'CREATE DATABASE "{name}"')
    except psycopg.Error as problem:
        raise CannotArchive(MAY_NOT.format(problem=str(problem).strip())) from None
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
