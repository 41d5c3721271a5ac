"""What the record holds about people: numbers, not names."""

from __future__ import annotations

from .holdings import Holding, holds

holds(
    Holding(
        whose="If you work here",
        what="What you did in this desk, when and in which office, by number and not by name, and the reasons you gave.",
        why="So that anybody can check how decisions were made.",
        how_long="For good: the record is never changed.",
        columns=("evidence.Event.actor", "evidence.Event.reason", "evidence.Event.facts"),
        of_the_public=False,
    )
)
