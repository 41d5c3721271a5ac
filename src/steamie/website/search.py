"""Wagtail's search index on the house's own database, one writer at a time."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from wagtail.search.backends import database


def SearchBackend(parameters: dict[str, Any]) -> Any:  # noqa: N802 -- the name Wagtail looks for
    """The index of whichever database is in use. A page saved twice in a breath is indexed by two tasks at once:

    each looks whether an entry is there before it makes one, so the look and the making are one transaction.
    """
    backend = database.SearchBackend(parameters)
    backend.add = transaction.atomic(backend.add)
    if connection.vendor == "sqlite":
        from .search_on_sqlite import asked_as_meant  # noqa: PLC0415 -- what it builds on is only there with SQLite

        backend.query_compiler_class = asked_as_meant(backend.query_compiler_class)
    return backend
