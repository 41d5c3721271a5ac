"""How long a reader may be kept waiting for a figure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection

PATIENCE = 500  # milliseconds. Four readers are served at once; a dozen who come together are all led on within two seconds


@contextmanager
def briefly() -> Iterator[None]:
    """Within, another writer is waited for half a second only; then the database says that it is busy (``DatabaseError``)."""
    shorter, usual = _patience()
    _say(shorter)
    try:
        yield
    finally:
        _say(usual)


def _say(words: str) -> None:
    """To the driver itself: what stands between it and a model takes longer than these words."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(connection.connection.cursor()) as cursor:
        cursor.execute(words)


def _patience() -> tuple[str, str]:
    """What makes this connection wait less, and what makes it wait as it was opened to."""
    if connection.vendor == "postgresql":
        return f"SET lock_timeout = {PATIENCE}", "RESET lock_timeout"
    usual = connection.settings_dict["OPTIONS"]["timeout"] * 1000
    return f"PRAGMA busy_timeout = {PATIENCE}", f"PRAGMA busy_timeout = {usual}"
