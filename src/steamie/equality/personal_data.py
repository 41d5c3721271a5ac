"""What equality checks hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you work on equality checks",
        what="Your answers and reasons, and what an impact assessment found. They speak of groups of people, and name nobody.",
        why="So that we can show that what we publish was checked first.",
        how_long=NO_END,
        columns=(
            "equality.CheckAnswer.reason",
            "equality.ImpactAssessment.findings",
            "equality.ImpactAssessment.measures",
        ),
    )
)
