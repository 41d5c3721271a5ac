"""Whose page is made next: while several wait, the address for which least was done, so that one that asks for sixty pages
at once makes only itself wait; and last of all those that were slow."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import Protocol


class Visiting(Protocol):
    """Whatever waits, and the address it waits for."""

    visitor: str


class Turns:
    """A queue with the few methods that waitress uses of its own. Whoever calls holds its lock."""

    def __init__(self, is_last: Callable[[str], bool] = lambda _: False) -> None:
        self.is_last = is_last
        self.waiting: dict[str, deque[Visiting]] = {}
        self.done: Counter[str] = Counter()  # tasks begun for each address since nobody waited last

    def append(self, task: Visiting) -> None:
        """Wait behind what waits for the same address."""
        self.waiting.setdefault(task.visitor, deque()).append(task)

    def popleft(self) -> Visiting:
        """The first of the address whose turn it is; of several, of the one that waits longest. IndexError when none waits."""
        if not self.waiting:
            raise IndexError("Nothing waits.")
        address = min(self.waiting, key=lambda one: (self.is_last(one), self.done[one]))
        tasks = self.waiting.pop(address)
        task = tasks.popleft()
        self.done[address] += 1
        if tasks:
            self.waiting[address] = tasks
        if not self.waiting:
            self.done.clear()
        return task

    def __len__(self) -> int:
        return sum(map(len, self.waiting.values()))

    def __bool__(self) -> bool:
        return bool(self.waiting)

    def __iter__(self) -> Iterator[Visiting]:
        return (task for tasks in self.waiting.values() for task in tasks)
