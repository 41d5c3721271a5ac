"""Why a person looks at an answer without a name before it counts: what a machine, or one person for many, may have sent."""

from __future__ import annotations

from datetime import datetime

from steamie.people import throttles
from steamie.people.tickets import Ticket, why_doubted

AN_HOUR = 3600  # seconds
MOST = 10  # answers without a name from one address within an hour, such as a library's, before the next are looked at


def doubt_about(*, ticket: Ticket | None, hidden_box: str, address: str, now: datetime) -> str:
    """The reason, as a sentence; empty when there is none. Each call counts one answer from this address."""
    from_here = throttles.count_from("unnamed-answers", address, AN_HOUR)
    if why := why_doubted(ticket, hidden_box, now):
        return why
    return f"More than {MOST} came from one address within an hour." if from_here > MOST else ""
