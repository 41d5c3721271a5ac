"""The database of a copy: one file, made while the house is open, and put back into an empty database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection


class CannotArchive(Exception):
    """A copy cannot be made or put back; the message says why, and what to do."""


class Sqlite:
    """One file beside the others."""

    name = "steamie.sqlite3"

    def dump(self, file: Path) -> None:
        """Write a copy that is whole, whatever is being written meanwhile."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
        except OperationalError as problem:
            raise CannotArchive(f"The database could not be copied: {problem}.") from None

    def require_empty(self) -> None:
        """Refuse to write over an installation."""
        if (settings.DATA / self.name).exists():
            raise CannotArchive(f"{settings.DATA} already holds an installation. Choose an empty folder with STEAMIE_DATA.")

    def check(self, file: Path) -> None:
        """Refuse a damaged copy."""
        try:
            with closing(sqlite3.connect(file)) as copy:
                sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.Error as problem:
            raise CannotArchive(f"This is not a copy of an installation: {problem}") from None
        if sound != "ok":
            raise CannotArchive(f"The copy is damaged: {sound}")

    def load(self, file: Path) -> None:
        """Put it in its place."""
        file.rename(settings.DATA / self.name)


class Postgresql:
    """An archive of pg_dump, which reads everything as of one instant. Its programs must be at least as new as the server."""

    name = "steamie.pgdump"

    def __init__(self, database: dict[str, Any]) -> None:
        self.database = database  # Django's settings of it

    def dump(self, file: Path) -> None:
        """Write a copy as of now."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}", f"--dbname={self._place()}")

    def require_empty(self) -> None:
        """Refuse to write over an installation."""
        if connection.introspection.table_names():
            raise CannotArchive("The database already holds an installation. Name an empty one in STEAMIE_DATABASE_URL.")

    def check(self, file: Path) -> None:
        """Refuse a damaged copy."""
        self._run("pg_restore", "--list", "--file=/dev/null", str(file))

    def load(self, file: Path) -> None:
        """Put it in its place: all of it or nothing."""
        whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        self._run("pg_restore", *whole, f"--dbname={self._place()}", str(file))

    def _place(self) -> str:
        """Where the database is, in libpq's words, without the password: arguments can be seen by anyone on the machine."""
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415 -- an extra

        named = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
        place = {word: str(self.database[key]) for word, key in named.items() if self.database.get(key)}
        return make_conninfo(**place, **{key: value for key, value in self.database["OPTIONS"].items() if key.startswith("ssl")})

    def _run(self, program: str, *arguments: str) -> None:
        surroundings = dict(os.environ)
        if self.database.get("PASSWORD"):
            surroundings["PGPASSWORD"] = self.database["PASSWORD"]
        try:
            done = subprocess.run(  # noqa: S603 -- our own words and settings
                [program, *arguments], check=False, env=surroundings, capture_output=True, text=True
            )
        except FileNotFoundError:
            raise CannotArchive(f"{program} is not installed. It comes with PostgreSQL's client programs.") from None
        if done.returncode:
            raise CannotArchive(f"{program} failed: {done.stderr.strip()[-500:]}")


def of_this_database() -> Sqlite | Postgresql:
    """How the database of these settings is copied."""
    return Sqlite() if connection.vendor == "sqlite" else Postgresql(connection.settings_dict)
