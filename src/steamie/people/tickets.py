"""The signed ticket that stands in a form of somebody without an account: which sheet it is, and when it was handed out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

TOO_FAST = timedelta(seconds=3)
TOO_OLD = timedelta(days=1)
FILLED_TRAP, NOT_OURS = "A box that people do not see was filled in.", "It did not come from a form of ours."


@dataclass(frozen=True, slots=True)
class Ticket:
    """One sheet of a form."""

    number: str
    handed_out: datetime

    def hurried(self, now: datetime) -> bool:
        """Filled in faster than a person types."""
        return now - self.handed_out < TOO_FAST

    def expired(self, now: datetime) -> bool:
        """Handed out so long ago that it may have been copied and sent about."""
        return now - self.handed_out > TOO_OLD


def new_ticket(now: datetime, *, salt: str) -> str:
    """A ticket for one sheet of the form that this salt stands for; sent twice, it still does one thing."""
    return signing.dumps([secrets.token_hex(8), now.timestamp()], salt=salt)


def read_ticket(text: str, *, salt: str) -> Ticket | None:
    """The ticket, or None when it is not of this form of ours."""
    try:
        number, seconds = signing.loads(text, salt=salt)
        return Ticket(str(number), datetime.fromtimestamp(seconds, UTC))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def why_doubted(ticket: Ticket | None, hidden_box: str, now: datetime) -> str:
    """Why a machine may have filled the sheet in, as a sentence for whoever looks; empty when nothing speaks for it."""
    if hidden_box:
        return FILLED_TRAP
    if ticket is None:
        return NOT_OURS
    if ticket.hurried(now):
        return "It was filled in faster than a person types."
    return "The form was opened more than a day before it was sent." if ticket.expired(now) else ""
