"""Keeps the world between restarts, when asked to: one small SQLite file, written as things change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS thing (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS media (id TEXT PRIMARY KEY, content BLOB);
"""


class Memory:
    """Keeps pictures in memory and nothing else."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}

    def load(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Nothing was kept."""
        return iter(())

    def save(self, changed: list[tuple[str, str, dict[str, Any]]]) -> None:
        """Nothing is kept."""

    def put_media(self, identifier: str, content: bytes) -> None:
        """Keep a picture for as long as we run."""
        self.media[identifier] = content

    def get_media(self, identifier: str) -> bytes:
        """A picture, or nothing."""
        return self.media.get(identifier, b"")

    def forget(self) -> None:
        """Start again."""
        self.media.clear()


class File(Memory):
    """Keeps everything in a file. Used under the world's lock, so one connection serves all threads."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.base = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=NORMAL")
        self.base.executescript(SCHEMA)

    def load(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Everything kept, as (kind, fields)."""
        for kind, body in self.base.execute("SELECT kind, body FROM thing ORDER BY kind, id"):
            yield kind, json.loads(body)

    def save(self, changed: list[tuple[str, str, dict[str, Any]]]) -> None:
        """Keep what changed, together."""
        self.base.execute("BEGIN")
        rows = [(kind, identifier, json.dumps(body)) for kind, identifier, body in changed]
        self.base.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", rows)
        self.base.execute("COMMIT")

    def put_media(self, identifier: str, content: bytes) -> None:
        """Keep a picture in the file."""
        self.base.execute("INSERT OR REPLACE INTO media VALUES (?, ?)", (identifier, content))

    def get_media(self, identifier: str) -> bytes:
        """A picture, or nothing."""
        row = self.base.execute("SELECT content FROM media WHERE id = ?", (identifier,)).fetchone()
        return row[0] if row else b""

    def forget(self) -> None:
        """Empty the file."""
        self.base.executescript("DELETE FROM thing; DELETE FROM media;")
