"""What the landlord's own mail server thinks of a letter. We judge none ourselves: it sees far more of them than we do."""

from __future__ import annotations

import re
from email.message import Message

from .heads import raw

FORGED = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)
TRUE = re.compile(r"\bdmarc=pass\b[^;]*\bheader\.from=([\w.-]+)", re.IGNORECASE)


def suspicion(letter: Message) -> str:
    """Why this letter is suspected, as a sentence; empty when it is not.

    Of the verdicts on who sent it, the topmost alone is read: our own server wrote that one, and anybody may have written others.
    """
    if any(value.strip().lower().startswith("yes") for name in ("X-Spam-Flag", "X-Spam-Status") for value in raw(letter, name)):
        return "The mail server marked it as spam."
    if FORGED.search(_verdict(letter)):
        return "The mail server says that its sender’s address is forged."
    return ""


def vouched_for(letter: Message) -> str:
    """The domain that our own mail server says the letter truly comes from; empty where it does not say so."""
    domain = TRUE.search(_verdict(letter))
    return domain[1].lower() if domain else ""


def _verdict(letter: Message) -> str:
    return next(iter(raw(letter, "Authentication-Results")), "")
