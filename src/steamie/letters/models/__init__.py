"""Letters out, and letters in."""

from __future__ import annotations

from .incoming import IncomingLetter
from .mailbox import Mailbox, Security
from .outbox import DONE, RESTING, UNDELIVERED, Letter, LetterQuerySet, Passage, SenderLease, State

__all__ = [
    "DONE",
    "RESTING",
    "UNDELIVERED",
    "IncomingLetter",
    "Letter",
    "LetterQuerySet",
    "Mailbox",
    "Passage",
    "Security",
    "SenderLease",
    "State",
]
