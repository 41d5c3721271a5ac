"""Places on the pages of suggestions where houses above add what they know: what is needed most, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from steamie.rules.shares import Share

from .models import Suggestion

Needed = Callable[[datetime], Share | None]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of suggestions in public, as the house that writes posts tells it.

    ``shown`` gives the publication the public can see, or None; ``with_outcome`` the same rows, each with ``shown_at`` and
    ``shown_url``.
    """

    shown: Callable[[Suggestion], Any]
    with_outcome: Callable[[QuerySet[Suggestion]], QuerySet[Suggestion]]


_needed: list[Needed] = []
_outcomes: list[Outcomes] = []


def says_what_is_needed(needed: Needed) -> Needed:
    """Register the decorated function: of the present moment, the share that is needed most, or None."""
    _needed[:] = [needed]
    return needed


def tells_outcomes(outcomes: Outcomes) -> None:
    """Register how the outcome of a suggestion is found."""
    _outcomes[:] = [outcomes]


def needed_most(now: datetime) -> Share | None:
    """The share this quarter's plan lacks most, or None when that cannot be told."""
    return next((needed(now) for needed in _needed), None)


def shown(suggestion: Suggestion) -> Any:
    """The publication in which the public can see it, or None."""
    return next((outcomes.shown(suggestion) for outcomes in _outcomes), None)


def with_outcome(suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """The same rows, each knowing when and where the public can see it."""
    for outcomes in _outcomes:
        suggestions = outcomes.with_outcome(suggestions)
    return suggestions
