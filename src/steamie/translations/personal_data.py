"""What translations hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you translate for us, or check a translation",
        what="Your name, or your organisation's, beside what you translated or checked.",
        why="So that we know who stands for the words.",
        how_long=NO_END,
        columns=("translations.Translation.translator", "translations.Translation.checker"),
    ),
)
