"""What formats hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you ask for something in another format",
        what="What you asked for and where to send it, as a case. That you listened to a page is only counted, without you.",
        why="So that you get it.",
        how_long=NO_END,
        columns=("formats.FormatRequest.*",),
    ),
    Holding(
        whose="If you make a format for us, such as a film in sign language",
        what="Who made it, as it stands on the page.",
        why="So that readers know whose work it is.",
        how_long=NO_END,
        columns=("formats.SuppliedFormat.made_by",),
    ),
)
