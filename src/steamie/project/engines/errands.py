"""Asking a queue that may never answer: a server that hangs takes a connection and stays silent, for as long as one waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

SECONDS = 4.0


class NoAnswer(TimeoutError):
    """The queue has not answered in time; what was asked may still be done."""


class Errands:
    """One thread that asks, so that nobody else waits longer than a few seconds. While it waits, nothing more is asked."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds, self.busy = seconds, threading.Lock()
        self.asked: SimpleQueue[tuple[Callable[[], Any], SimpleQueue[tuple[Any, BaseException | None]]]] = SimpleQueue()
        self.thread: threading.Thread | None = None

    def run(self, work: Callable[[], Any]) -> Any:
        """Do it in the thread. Its answer or its error; NoAnswer when there is none yet, or when the one before has none."""
        if not self.busy.acquire(timeout=self.seconds):
            raise NoAnswer("The queue has not answered what was asked before.")
        if self.thread is None or not self.thread.is_alive():  # a fork takes no thread along
            self.thread = threading.Thread(target=self._go, name="errands", daemon=True)
            self.thread.start()
        answered: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self.asked.put((work, answered))
        try:
            answer, problem = answered.get(timeout=self.seconds)
        except Empty:
            raise NoAnswer("The queue does not answer.") from None
        if problem:
            raise problem
        return answer

    def _go(self) -> None:
        while True:
            work, answered = self.asked.get()
            try:
                answered.put((work(), None))
            except BaseException as problem:  # noqa: BLE001 -- it is raised where it was asked
                answered.put((None, problem))
            finally:
                self.busy.release()
