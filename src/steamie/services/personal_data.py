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
    ),
    Holding(
        whose="If you send us photos of a repair",
        what="The photos, without where and when they were taken.",
        why="So that whoever comes knows what to bring.",
        how_long="A day if you do not send the report. " + NO_END,
        columns=("services.RepairPhoto.name",),
    ),
    Holding(
        whose="If your repair goes to our repairs system",
        what="The number of the job there, and what that system answered.",
        why="So that we know that somebody has it.",
        how_long=NO_END,
        columns=("services.HandOver.job", "services.HandOver.why", "services.HandOverStep.why"),
    ),
    Holding(
        whose="If you live in one of our homes",
        what="The address of each home, with its property number.",
        why="So that a repair goes to the right door.",
        how_long="Until we bring in a newer list.",
        columns=("services.Home.*",),
    ),
)
