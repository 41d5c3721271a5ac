"""The queue's file. What is in it are wake-ups, and the rows send a lost one again: a power cut may cost a few."""

from __future__ import annotations

import sqlite3

from huey import PostgresHuey, SqliteHuey
from huey.storage import PostgresStorage, SqliteStorage

from .errands import Errands

ERRANDS = Errands()


class Wakeups(SqliteStorage):  # type: ignore[misc]  # the library has no types
    """Reaches the disk at checkpoints, not at each of the five writes a task takes. A power cut never damages the file."""

    def _create_connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


class Queue(SqliteHuey):  # type: ignore[misc]  # as above
    """Huey on that file."""

    storage_class = Wakeups


class PatientStorage(PostgresStorage):  # type: ignore[misc]  # as above
    """A server that hangs keeps nobody waiting who asks for a task."""

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """As the library has it, for some seconds at most."""
        ERRANDS.run(lambda: super(PatientStorage, self).enqueue(data, priority))

    def queue_size(self) -> int:
        """As above."""
        return int(ERRANDS.run(super().queue_size))


class QueueOnPostgres(PostgresHuey):  # type: ignore[misc]  # as above
    """Huey on PostgreSQL."""

    storage_class = PatientStorage
