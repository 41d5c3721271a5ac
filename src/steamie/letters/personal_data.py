"""What the outbox holds about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds, span
from steamie.rules.delivery import ROW_STAYS, WORDS_STAY

holds(
    Holding(
        whose="If we write you an e-mail",
        what="Your address, what we wrote, and whether it arrived.",
        why="So that a letter that comes back can be sent again.",
        how_long=f"Our words {span(WORDS_STAY)} after it arrived, the rest {span(ROW_STAYS)} after the last change. "
        "What did not arrive stays until a person has seen to it.",
        columns=(
            "letters.Letter.sender",
            "letters.Letter.to",
            "letters.Letter.subject",
            "letters.Letter.content",
            "letters.Letter.why",
            "letters.Passage.why",
        ),
    ),
    Holding(
        whose="If you write us an e-mail",
        what="Your address and name as your letter gave them, its words, and what came with it.",
        why="So that a person answers it, and can look again at what you wrote.",
        how_long=NO_END,
        columns=(
            "letters.IncomingLetter.sender",
            "letters.IncomingLetter.sender_name",
            "letters.IncomingLetter.subject",
            "letters.IncomingLetter.content",
        ),
    ),
)
