"""What a comment is about and how soon somebody must read it, as one question to the rules in use."""

from __future__ import annotations

from dataclasses import dataclass

from .own_words import book_in_use

QUESTION, SAFEGUARDING, DANGER, COMPLAINT = "question", "safeguarding", "urgent-danger", "complaint"
WITHOUT_CLOCK = frozenset({"compliment", "opinion", "spam", "offtopic"})
LABELS = {
    DANGER: "Danger",
    SAFEGUARDING: "Safeguarding",
    "complaint": "Complaint",
    "repair": "Repair",
    "damp": "Damp and mould",
    "asb": "Anti-social behaviour",
    "info": "Information request",
    "breach": "Data breach",
    "hate": "Hurtful words",
    QUESTION: "Question",
    "compliment": "Thanks",
    "opinion": "Opinion",
    "spam": "Spam",
    "offtopic": "About something else",
}
ICONS = {
    DANGER: "warn",
    SAFEGUARDING: "proof",
    "complaint": "talk",
    "repair": "tool",
    "damp": "mould",
    "info": "report",
    "breach": "lock",
    QUESTION: "help",
    "compliment": "thumb",
    "opinion": "eye",
}
CASE_KINDS = {  # the kind of case that each becomes; what is not here becomes a question
    DANGER: "repair",
    SAFEGUARDING: "safety",
    "complaint": "complaint",
    "repair": "repair",
    "damp": "damp",
    "info": "information",
    "breach": "data_complaint",
    "compliment": "compliment",
}


@dataclass(frozen=True, slots=True)
class TriageAnswer:
    """What the rules make of some words. ``moved_by``: the words that moved it up."""

    primary: str = QUESTION
    urgent: bool = False
    labels: tuple[str, ...] = ()
    moved_by: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    not_to_do: tuple[str, ...] = ()

    @property
    def masked(self) -> bool:
        """Whether only the people named for it may read the words."""
        return self.primary == SAFEGUARDING

    @property
    def dangerous(self) -> bool:
        """Whether somebody may come to harm."""
        return self.urgent or self.primary in {DANGER, SAFEGUARDING}


def triage(words: str) -> TriageAnswer:
    """What the words are about, with what moved them, and what to do about it.

    Words that no rule knows, and thanks or an opinion that may be a complaint, keep a question's clock until a person read them.
    """
    judged = book_in_use().judge(words)
    perhaps = judged.guessed or COMPLAINT in judged.labels
    unsure = not judged.reasons or (perhaps and judged.primary in WITHOUT_CLOCK)  # a guess stops no clock
    primary = QUESTION if unsure else judged.primary
    to_do, not_to_do = judged.what_to_do, judged.what_not_to_do
    return TriageAnswer(primary, judged.urgent, tuple(judged.labels), judged.moved_by, to_do, not_to_do)
