"""Asking a queue that may be frozen: it takes the connection, and then says nothing.

Each question is put in a thread beside the asker's own, who goes on after a while whatever becomes of it. An answer that comes
late does no harm: a task is only a wake-up.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from django.conf import settings
from django.db import close_old_connections

SECONDS = 5.0


class NotAnswering(Exception):
    """The queue has not answered in time, or is still busy with a question that came before."""


@dataclass(slots=True)
class _Question:
    ask: Callable[[], Any]
    answered: threading.Event = field(default_factory=threading.Event)
    answer: Any = None
    problem: BaseException | None = None

    def put(self) -> None:
        try:
            self.answer = self.ask()
        except BaseException as problem:  # noqa: BLE001 -- it is raised again where it was asked
            self.problem = problem
        finally:
            close_old_connections()
            self.answered.set()


class Asker:
    """One thread that puts questions, one after the other. A forked child begins with a thread of its own."""

    def __init__(self) -> None:
        self._process = 0
        self._questions: SimpleQueue[_Question] = SimpleQueue()
        self._last: _Question | None = None
        self._one_at_a_time = threading.Lock()

    def ask(self, question: Callable[[], Any], seconds: float = SECONDS) -> Any:
        """The answer; raises what the question raises, or ``NotAnswering``."""
        if settings.ENGINE.endswith(".at_once"):
            return question()
        self._begin()
        with self._one_at_a_time:
            if self._last is not None and not self._last.answered.is_set():
                raise NotAnswering("The queue is still not answering.")
            self._last = asked = _Question(question)
            self._questions.put(asked)
            if not asked.answered.wait(seconds):
                raise NotAnswering(f"The queue did not answer within {seconds:.0f} seconds.")
        if asked.problem is not None:
            raise asked.problem
        return asked.answer

    def _begin(self) -> None:
        if self._process == os.getpid():
            return
        self._process, self._questions, self._last = os.getpid(), SimpleQueue(), None
        self._one_at_a_time = threading.Lock()
        threading.Thread(target=self._work, args=(self._questions,), name="queue", daemon=True).start()

    @staticmethod
    def _work(questions: SimpleQueue[_Question]) -> None:
        while True:
            questions.get().put()


ask = Asker().ask
