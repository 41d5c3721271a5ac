"""Writes that come at once share one durable commit.

Whoever comes first writes for everybody who waits; those who come meanwhile are written together next. Each waits until its own
row is committed, so nothing is answered that a crash could lose, and there is no thread and no buffer to be lost with a process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Item]):
    item: Item
    written: bool = False
    problem: Exception | None = None


class Grouped(Generic[Item]):
    """Takes one item at a time from many threads and gives them to ``write`` by groups, in the order they came."""

    def __init__(self, write: Callable[[Sequence[Item]], None]) -> None:
        self._write = write
        self._queue: list[_Waiting[Item]] = []
        self._queue_lock, self._turn = threading.Lock(), threading.Lock()

    def add(self, item: Item) -> None:
        """Return once the item is committed. Raises whatever kept its group from being written, such as a ``DatabaseError``."""
        waiting = _Waiting(item)
        with self._queue_lock:
            self._queue.append(waiting)
        with self._turn:
            if not waiting.written:
                self._write_all()
        if waiting.problem:
            raise waiting.problem

    def _write_all(self) -> None:
        with self._queue_lock:
            group, self._queue = self._queue, []
        try:
            self._write([waiting.item for waiting in group])
        except Exception as problem:  # noqa: BLE001 -- each of the group raises it
            for waiting in group:
                waiting.problem = problem
        finally:
            for waiting in group:
                waiting.written = True
