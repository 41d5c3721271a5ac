"""Why a person looks at an answer without a name before it counts: what a machine, or one person for many, may have sent."""

from __future__ import annotations

from datetime import datetime

from steamie.people import throttles
from steamie.people.tickets import Ticket

AN_HOUR = 3600  # seconds
MOST = 10  # answers without a name from one address within an hour, such as a library's, before the next are looked at


def doubt_about(*, ticket: Ticket | None, hidden_box: str, address: str, now: datetime) -> str:
    """The reason, as a sentence; empty when there is none. Each call counts one answer from this address."""
    from_here = throttles.count_from("unnamed-answers", address, AN_HOUR)
    if hidden_box:
        return "A box that people do not see was filled in."
    if ticket is None:
        return "It did not come from a form of ours."
    if ticket.hurried(now):
        return "It was filled in faster than a person types."
    if ticket.expired(now):
        return "The form was opened more than a day before it was sent."
    return f"More than {MOST} came from one address within an hour." if from_here > MOST else ""
