"""What this room holds about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If something serious happens",
        what="What we did about it and what we learned, in our words, naming nobody.",
        why="So that we do better the next time.",
        how_long=NO_END,
        columns=("crisis.Crisis.title", "crisis.Crisis.learned", "crisis.CrisisEntry.words", "crisis.RehearsedMessage.answer"),
    )
)
