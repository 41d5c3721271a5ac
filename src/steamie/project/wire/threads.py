"""Who makes the answers: a few threads for pages, and more beside them for what hardly computes and waits for the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from waitress.task import ThreadedTaskDispatcher

from .turns import Turns

if TYPE_CHECKING:
    from .connection import Connection

FOR_PAGES = 4
# Each waits until what it wrote is on the disk, and all that wait together are written together: more of them, fewer commits.
FOR_WRITES = 16


class AnsweringThreads(ThreadedTaskDispatcher):  # type: ignore[misc]  # the library has no types
    """Waitress's threads, taking turns by address. ``writes``: how the addresses begin that only write something down."""

    def __init__(self, is_last: Callable[[str], bool], writes: Sequence[str] = ()) -> None:
        super().__init__()
        self.queue, self.writes = Turns(is_last), tuple(writes)
        self.set_thread_count(FOR_PAGES)
        self.beside: ThreadedTaskDispatcher | None = None
        if self.writes:
            self.beside = ThreadedTaskDispatcher()
            self.beside.queue = Turns(is_last)
            self.beside.set_thread_count(FOR_WRITES)

    def add_task(self, task: Connection) -> None:
        """Let one connection's next answer be made when its turn comes."""
        if self.beside and task.asks_for.startswith(self.writes):
            self.beside.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """As the library has it."""
        if self.beside:
            self.beside.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))
