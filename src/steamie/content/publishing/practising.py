"""Rehearsed stops: rooms above say which there were, in their ``practised.py``; the control and its rows read them here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from steamie.evidence.registers import discover


@dataclass(frozen=True, slots=True)
class Practised:
    """One rehearsal: what was played, when, and how long the stop took, in words; empty when nobody stopped."""

    title: str
    at: datetime
    took: str
    address: str


Practices = Callable[[datetime], list[Practised]]
_practices: list[Practices] = []


def practises(source: Practices) -> Practices:
    """Decorates a function that lists rehearsals, newest first."""
    _practices.append(source)
    return source


def practised(now: datetime) -> list[Practised]:
    """Every rehearsal that still holds, newest first."""
    discover("practised")
    return sorted((one for source in _practices for one in source(now)), key=lambda one: one.at, reverse=True)
