"""What forms of the website hold about people, besides their case."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you report a repair",
        what="What makes it urgent (a small child, illness, no heating), when we can come, and what to know at the door.",
        why="So that the most urgent comes first and somebody comes when you are in.",
        how_long=NO_END,
        columns=(
            "services.RepairRequest.urgent_because",
            "services.RepairRequest.visits",
            "services.RepairRequest.at_the_door",
        ),
    )
)
