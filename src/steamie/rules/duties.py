"""What the clock sees to over and over, and the register of it: each room's ``duties.py`` enters what it asks of the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

_Does = TypeVar("_Does", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do at least this often. What does it may take ``now`` and ``by``, which the clock offers."""

    name: str
    every: timedelta
    does: Callable[..., Any]


_register: dict[str, Duty] = {}


def duty(name: str, *, every: timedelta) -> Callable[[_Does], _Does]:
    """Register the decorated function, or a task's, under a name that is kept with when it was last done."""

    def enter(does: _Does) -> _Does:
        if name in _register and _register[name].does != does:
            raise ValueError(f"Two rooms ask the clock for “{name}”.")
        _register[name] = Duty(name, every, does)
        return does

    return enter


def registered() -> tuple[Duty, ...]:
    """Every duty, the most frequent first."""
    return tuple(sorted(_register.values(), key=lambda duty: (duty.every, duty.name)))
