"""The database of a copy: one file, made while the house is open, and put back into an empty database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import OperationalError, connection

if TYPE_CHECKING:
    import psycopg  # an extra

Rows = dict[str, int]  # how many each table has


class CannotArchive(Exception):
    """A copy cannot be made or put back; the message says why, and what to do."""


def lacking(counted: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """The names under which fewer were found than had been counted, with both numbers."""
    return [f"{name} ({found.get(name, 0)} of {number})" for name, number in counted.items() if found.get(name, 0) < number]


class Sqlite:
    """One file beside the others."""

    name = "steamie.sqlite3"

    def dump(self, file: Path) -> Rows:
        """Write a copy that is whole, whatever is being written meanwhile. What is in it."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
        except OperationalError as problem:
            raise CannotArchive(f"The database could not be copied: {problem}.") from None
        with closing(sqlite3.connect(file)) as copy:
            return self._count(copy)

    def require_empty(self) -> None:
        """Refuse to write over an installation."""
        if (settings.DATA / self.name).exists():
            raise CannotArchive(f"{settings.DATA} already holds an installation. Choose an empty folder with STEAMIE_DATA.")

    def check(self, file: Path, rows: Rows) -> None:
        """Refuse a copy that is damaged, or holds less than was counted in it."""
        try:
            with closing(sqlite3.connect(file)) as copy:
                sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
                missing = lacking(rows, self._count(copy))
        except sqlite3.Error as problem:
            raise CannotArchive(f"This is not a copy of an installation: {problem}") from None
        if sound != "ok":
            raise CannotArchive(f"The copy is damaged: {sound}")
        if missing:
            raise CannotArchive(f"This copy is not whole: rows are missing in {', '.join(missing)}.")

    def _count(self, copy: sqlite3.Connection) -> Rows:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'sqlite_sequence'"
        names = [name for (name,) in copy.execute(tables)]
        return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 -- its own names

    def load(self, file: Path) -> None:
        """Put it in its place."""
        file.rename(settings.DATA / self.name)


class Postgresql:
    """An archive of pg_dump, which reads everything as of one instant. Its programs must be at least as new as the server."""

    name = "steamie.pgdump"

    def __init__(self, database: dict[str, Any]) -> None:
        self.database = database  # Django's settings of it

    def dump(self, file: Path) -> Rows:
        """Write a copy as of now. What is in it: counted as of the same instant."""
        import psycopg  # noqa: PLC0415 -- an extra

        whole = ["--format=custom", "--no-owner", "--no-privileges"]
        try:
            with psycopg.connect(self._place(), password=self.database.get("PASSWORD") or None, connect_timeout=5) as house:
                house.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                house.read_only = True
                ((snapshot,),) = house.execute("SELECT pg_export_snapshot()")
                self._run("pg_dump", *whole, f"--snapshot={snapshot}", f"--file={file}", f"--dbname={self._place()}")
                return self._count(house)
        except psycopg.Error as problem:
            raise CannotArchive(f"The database could not be copied: {str(problem).strip()}") from None

    def require_empty(self) -> None:
        """Refuse to write over an installation."""
        if connection.introspection.table_names():
            raise CannotArchive("The database already holds an installation. Name an empty one in STEAMIE_DATABASE_URL.")

    def check(self, file: Path, rows: Rows) -> None:
        """Refuse a damaged copy. Its rows can be counted only after it was put back: all of them, or none is."""
        self._run("pg_restore", "--list", "--file=/dev/null", str(file))

    def _count(self, house: psycopg.Connection[Any]) -> Rows:
        from psycopg import sql  # noqa: PLC0415 -- an extra

        one = sql.SQL("SELECT count(*) FROM {}")
        names = [name for (name,) in house.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")]
        return {name: next(iter(house.execute(one.format(sql.Identifier(name)))))[0] for name in names}

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
