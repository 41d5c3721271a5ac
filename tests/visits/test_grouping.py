"""Writes that come at once share one commit, and nobody goes on before theirs is done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import DatabaseError, OperationalError

from steamie.visits.grouping import Grouped


class Slow:
    """A write that waits until it is let through, and notes every group."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.begun, self.through = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, items: Sequence[int]) -> None:
        self.begun.release()
        assert self.through.acquire(timeout=30)
        if -1 in items:
            raise OperationalError("database is locked")
        self.groups.append(list(items))


def started(*, add: Callable[[int], None], items: Sequence[int], problems: list[int]) -> list[threading.Thread]:
    def go(item: int) -> None:
        try:
            add(item)
        except DatabaseError:
            problems.append(item)

    threads = [threading.Thread(target=go, args=[item]) for item in items]
    for thread in threads:
        thread.start()
    return threads


def test_those_who_come_meanwhile_are_written_together() -> None:
    write, problems = Slow(), list[int]()
    grouped: Grouped[int] = Grouped(write)
    first = started(add=grouped.add, items=[1], problems=problems)
    assert write.begun.acquire(timeout=30)
    others = started(add=grouped.add, items=range(2, 10), problems=problems)
    while len(grouped._queue) < 8:
        pass
    assert all(thread.is_alive() for thread in others)  # none goes on before its row is committed
    write.through.release(2)
    for thread in first + others:
        thread.join(30)

    assert (len(write.groups), write.groups[0], sorted(write.groups[1])) == (2, [1], list(range(2, 10)))
    assert problems == []


def test_whoever_was_in_a_group_that_failed_is_told_and_the_next_go_on() -> None:
    write, problems = Slow(), list[int]()
    grouped: Grouped[int] = Grouped(write)
    first = started(add=grouped.add, items=[1], problems=problems)
    assert write.begun.acquire(timeout=30)
    others = started(add=grouped.add, items=[-1, 2], problems=problems)
    while len(grouped._queue) < 2:
        pass
    write.through.release(3)
    for thread in first + others:
        thread.join(30)
    grouped.add(3)

    assert sorted(problems) == [-1, 2]
    assert write.groups == [[1], [3]]


def test_what_is_no_matter_of_the_database_is_not_hidden_from_anybody() -> None:
    def broken(items: Sequence[int]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Grouped(broken).add(1)
