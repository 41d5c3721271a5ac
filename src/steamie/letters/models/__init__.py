"""Letters out, and letters in."""

from __future__ import annotations

from .incoming import IncomingLetter
from .mailbox import Mailbox, Security
from .outbox import DONE, RESTING, UNDELIVERED, Letter, LetterQuerySet, LetterState, Passage, SenderLease

__all__ = [
    "DONE",
    "RESTING",
    "UNDELIVERED",
    "IncomingLetter",
    "Letter",
    "LetterQuerySet",
    "LetterState",
    "Mailbox",
    "Passage",
    "Security",
    "SenderLease",
]
