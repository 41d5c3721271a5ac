"""The ``steamie`` command: Django's commands and ours, by one name."""

from __future__ import annotations

import os
import sys

import steamie

from . import demonstration, environment

MAKE_AN_INSTALLATION = {"up", "demo", "restore", "migrate", "worker", "process"}
NEED_AN_INSTALLATION = {"doctor", "clauses", "evidence", "letters", "readings", "credentials", "strategy", "backup"}


def main() -> None:
    """Run a command: ``steamie up``, ``steamie demo``, ``steamie clauses`` … What only looks leaves nothing behind."""
    os.umask(0o077)  # database, uploads, letters and copies are nobody else's to read, whoever made the folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steamie.project.settings")
    name = next(iter(sys.argv[1:]), "")
    if name in ("--version", "version"):
        sys.stdout.write(f"{steamie.__version__}\n")
        return
    if {"-h", "--help", "--rehearse"} & {word.partition("=")[0] for word in sys.argv}:
        name = ""  # these make nothing where there is no installation yet
    if sys.argv[1:3] == ["evidence", "verify"] and not all(word.startswith("-") for word in sys.argv[3:4]):
        name = ""  # a pack is checked anywhere
    _prepare(name)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- settings must be named first
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except (DatabaseError, ImproperlyConfigured) as problem:
        if isinstance(problem, DatabaseError) and (mismatch := _mismatch()):
            sys.exit(mismatch)
        if name not in MAKE_AN_INSTALLATION | NEED_AN_INSTALLATION:
            raise
        sys.exit(f"The database cannot be used: {first_line(problem)}. Has the house been opened once? Run: steamie up")


def _mismatch() -> str:
    """Why this version cannot work with the database's tables; empty when they are its own, or cannot be read."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 -- settings must be ready

    from . import schema  # noqa: PLC0415 -- as above

    try:
        connection.close()
        return schema.compare().problem
    except DatabaseError:
        return ""


def _prepare(name: str) -> None:
    if name == "demo":
        demonstration.prepare()
    if name not in MAKE_AN_INSTALLATION | NEED_AN_INSTALLATION:
        return
    surroundings = environment.read()
    data = surroundings.data.resolve()
    if name in MAKE_AN_INSTALLATION:
        _make(data)
    elif not (surroundings.database_url or (data / "steamie.sqlite3").exists()):
        sys.exit(f"There is no installation in {data} yet. Name its folder in STEAMIE_DATA, or open a new one: steamie up")


def _make(data: os.PathLike[str]) -> None:
    try:
        os.makedirs(data, mode=0o700, exist_ok=True)  # noqa: PTH103 -- letters, uploads and the database are nobody else's to read
    except OSError as problem:
        sys.exit(f"STEAMIE_DATA is {os.fspath(data)}, and no such folder can be made: {problem.strerror}.")


def first_line(problem: BaseException) -> str:
    """An error's own words, as far as they fit one line."""
    return str(problem).strip().partition("\n")[0].rstrip(".") or type(problem).__name__
