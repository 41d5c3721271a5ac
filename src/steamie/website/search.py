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
        backend.query_compiler_class = _ranked_once(backend.query_compiler_class)
    return backend


def _ranked_once(compiler: Any) -> Any:
    """SQLite's figure for how well a page answers (BM25) is of the whole question: it must not be multiplied word by word."""
    from modelsearch.backends.database.sqlite.query import BM25  # noqa: PLC0415 -- only where the database is SQLite
    from wagtail.search.query import And, Or  # noqa: PLC0415

    class RankedOnce(compiler):  # type: ignore[misc]  # a class that is only there with SQLite
        def build_tsrank(self, vector: Any, query: Any, config: Any = None, boost: float = 1.0) -> Any:
            """One figure for a question of several words."""
            combined = isinstance(query, And | Or)
            return BM25() if combined else super().build_tsrank(vector, query, config=config, boost=boost)

    return RankedOnce
