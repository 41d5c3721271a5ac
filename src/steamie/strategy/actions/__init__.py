"""What is done to the strategy: its editions and reviews, its risks, and the documents it refers to."""

from .editions import (
    Superseded,
    escalate_overdue_review,
    load_edition,
    may_edit,
    record_implementation,
    record_review,
    set_association,
)
from .references import check_link, check_links, read_version, vouch_for_link
from .risks import record_incident, score_risk

__all__ = [
    "Superseded",
    "check_link",
    "check_links",
    "escalate_overdue_review",
    "load_edition",
    "may_edit",
    "read_version",
    "record_implementation",
    "record_incident",
    "record_review",
    "score_risk",
    "set_association",
    "vouch_for_link",
]
