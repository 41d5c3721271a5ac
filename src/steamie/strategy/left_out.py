"""What a strategy does not say: shown as unstated, never as nought, and never as kept."""

from __future__ import annotations

from .document import Document

IDENTITY = {"name": "the organisation's name", "address": "its address", "telephone": "its telephone", "email": "its e-mail"}


def left_out(document: Document) -> list[str]:
    """Each thing this desk would follow if the document said it, in words that follow “The strategy does not say”."""
    stated = {
        "how its content is shared out": document.shares,
        "for whom its posts are": document.audiences,
        "which purposes they serve": document.purposes,
        "on which platforms": document.platforms,
        "which objectives they serve": document.objectives,
        "after how many years it is first reviewed": document.review.first_after_years,
        "how often it is reviewed after that": document.review.then_every_years,
        "when it was last reviewed, or is next": document.reviewed or document.due,
        "who does what: no office has a title": document.offices,
        "which risks there are": document.risks,
        "which other documents it relies on": document.references,
        "in which other forms it can be had": document.formats,
    }
    unsaid = [words for words, is_stated in stated.items() if not is_stated]
    return unsaid + [words for name, words in IDENTITY.items() if not getattr(document.identity, name)]
