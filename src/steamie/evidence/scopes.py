"""What an act still owes while it runs: its permission asked for, and one event. ``people.acting`` looks at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Scope:
    """One act that is running, and the moment it is done at."""

    moment: datetime
    asked: bool = False  # whether its permission was asked for
    events: int = 0  # how many it has recorded itself; acts that it calls count their own


_innermost: ContextVar[Scope | None] = ContextVar("act", default=None)


def running() -> Scope | None:
    """The act that is running; None outside any."""
    return _innermost.get()


@contextmanager
def entered(scope: Scope) -> Iterator[Scope]:
    """Within, ``scope`` is the act that is running."""
    before = _innermost.set(scope)
    try:
        yield scope
    finally:
        _innermost.reset(before)
