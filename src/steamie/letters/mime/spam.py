"""What the landlord's own mail server thinks of a letter. We judge none ourselves: it sees far more of them than we do."""

from __future__ import annotations

import re
from email.message import Message

from .heads import raw

FORGED = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)


def suspicion(letter: Message) -> str:
    """Why this letter is suspected, as a sentence; empty when it is not.

    Of the verdicts on who sent it, the topmost alone is read: our own server wrote that one, and anybody may have written others.
    """
    if any(value.strip().lower().startswith("yes") for name in ("X-Spam-Flag", "X-Spam-Status") for value in raw(letter, name)):
        return "The mail server marked it as spam."
    if FORGED.search(next(iter(raw(letter, "Authentication-Results")), "")):
        return "The mail server says that its sender’s address is forged."
    return ""
