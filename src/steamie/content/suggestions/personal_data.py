"""What suggestions hold about the people who make them."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds, span

from .duties import KEPT

holds(
    Holding(
        whose="If you suggest a post",
        what="Your words, and how you wish to be thanked, if you do.",
        why="So that we can make a post of it, and show what became of it.",
        how_long=NO_END,
        columns=(
            "suggestions.Suggestion.title",
            "suggestions.Suggestion.text",
            "suggestions.Suggestion.link",
            "suggestions.Suggestion.alt",
            "suggestions.Suggestion.credit",
            "suggestions.SuggestionAnswer.reason",
            "suggestions.SuggestionHold.reason",
        ),
    ),
    Holding(
        whose="If you suggest a post",
        what="Your e-mail address, if you ask for an answer.",
        why="So that we can answer you.",
        how_long=f"{span(KEPT)} after we answered.",
        columns=("suggestions.Suggestion.email",),
    ),
)
