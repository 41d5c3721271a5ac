"""What the room of the strategy holds about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If something went wrong",
        what="What happened, in our words, where it is a risk that our strategy names.",
        why="So that we learn from it.",
        how_long=NO_END,
        columns=("strategy.Incident.what",),
    )
)
