"""What this room holds about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you work here",
        what="The day you were trained about your own profiles, and what colleagues report in general words, naming nobody.",
        why="So that nobody speaks for us by mistake. Nobody’s own profile is looked at, read or watched.",
        how_long=NO_END,
        columns=("profiles.ProfileReport.what", "profiles.ProfileReport.answer"),
        of_the_public=False,
    )
)
