"""How long a reader may be kept waiting for a figure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

PATIENCE = 500  # milliseconds. Four readers are served at once; a dozen who come together are all led on within two seconds
ASKS = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}
SETS = {"sqlite": "PRAGMA busy_timeout = {}", "postgresql": "SET lock_timeout = '{}'"}


@contextmanager
def briefly() -> Iterator[None]:
    """Within, another writer is waited for half a second only; then the database says that it is busy (``DatabaseError``)."""
    with connection.cursor() as cursor:
        cursor.execute(ASKS[connection.vendor])
        before = cursor.fetchone()[0]
        cursor.execute(SETS[connection.vendor].format(PATIENCE))
        try:
            yield
        finally:
            cursor.execute(SETS[connection.vendor].format(before))
