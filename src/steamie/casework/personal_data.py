"""What cases hold about the people whose matters they are."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you write to us, call or come in",
        what="Your words as you wrote or said them; your name, address, phone and e-mail if you gave them; how you like to be "
        "reached and what you need; what we answered, noted and did.",
        why="So that we can do what you ask, answer in time, and show that we did.",
        how_long=NO_END,
        columns=(
            "casework.Case.summary",
            "casework.Case.words",
            "casework.Case.why_first",
            "casework.Case.held_because",
            "casework.Party.*",
            "casework.Assignment.reason",
            "casework.Ending.words",
            "casework.Ending.reopened_because",
            "casework.CaseLink.why",
            "casework.CaseClock.stopped_because",
            "casework.CaseClock.reason",
            "casework.SightRequest.reason",
            "casework.TrailEntry.title",
            "casework.TrailEntry.words",
            "casework.TrailEntry.message_id",
            "casework.SortedLetter.why",
            "casework.SortedLetter.reason",
        ),
    )
)
