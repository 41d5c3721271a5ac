"""What the website holds about the people who read it."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you say whether a page helped",
        what="Which page, yes or no, and your words if you write any. Not who you are. If you ask for an answer, your words and "
        "how to reach you become a case, as if you had written to us.",
        why="So that we make the page better.",
        how_long=NO_END,
        columns=("website.PageFeedback.path", "website.PageFeedback.words", "website.PageFeedback.held_because"),
    ),
)
