"""A question to the database that is put together once: for what every page asks, writing the SQL costs more than asking it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.models import QuerySet


class KeptRows:
    """Rows whose SQL is kept. They may hold nothing that changes, but for the values that are put in when they are asked.

    One instance may be asked from several threads at once.
    """

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(rows.db)
        self._sql, self._values = self._compiler.as_sql()  # also works out which column is what

    def ask(self, put_in: dict[Any, Any] | None = None) -> list[Any]:
        """The rows as they are now. ``put_in``: other values for some of those in the SQL, by what stands there."""
        values = tuple(put_in.get(value, value) for value in self._values) if put_in else self._values
        compiler = copy.copy(self._compiler)
        compiler.connection = connections[self._rows.db]
        compiler.as_sql = lambda *_, **__: (self._sql, values)
        rows = self._rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)


class KeptQuestions:
    """Kept rows by what they are about. ``most``: of how many; at the next one all are put together anew."""

    def __init__(self, most: int) -> None:
        self._most, self._kept = most, dict[Any, KeptRows]()

    def about(self, key: Any, rows: Callable[[], QuerySet[Any]]) -> KeptRows:
        """The rows kept under a key; put together now, if they are not."""
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            kept = self._kept[key] = KeptRows(rows())
        return kept
