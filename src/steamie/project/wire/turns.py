"""Whose page is made next: addresses take turns, so that one that asks for sixty at once makes only itself wait."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Protocol


class Visiting(Protocol):
    """Whatever waits, and the address it waits for."""

    visitor: str


class Turns:
    """A queue with the few methods that waitress uses of its own. Whoever calls holds its lock."""

    def __init__(self) -> None:
        self.waiting: OrderedDict[str, deque[Visiting]] = OrderedDict()

    def append(self, task: Visiting) -> None:
        """Wait behind what waits for the same address."""
        self.waiting.setdefault(task.visitor, deque()).append(task)

    def popleft(self) -> Visiting:
        """The next of the address whose turn it is. IndexError when nothing waits."""
        if not self.waiting:
            raise IndexError("Nothing waits.")
        address, tasks = self.waiting.popitem(last=False)
        task = tasks.popleft()
        if tasks:
            self.waiting[address] = tasks
        return task

    def __len__(self) -> int:
        return sum(map(len, self.waiting.values()))

    def __bool__(self) -> bool:
        return bool(self.waiting)

    def __iter__(self) -> Iterator[Visiting]:
        return (task for tasks in self.waiting.values() for task in tasks)
