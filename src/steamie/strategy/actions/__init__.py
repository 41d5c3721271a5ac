"""What is done to the strategy: its editions and reviews, its risks, and the documents it refers to."""

from .editions import (
    Superseded,
    drop_proposal,
    escalate_overdue_review,
    load_edition,
    may_edit,
    proposal,
    propose_edition,
    record_implementation,
    record_review,
    set_association,
    sign_off,
)
from .references import check_link, check_links, read_version, vouch_for_link
from .risks import record_incident, score_risk

__all__ = [
    "Superseded",
    "check_link",
    "check_links",
    "drop_proposal",
    "escalate_overdue_review",
    "load_edition",
    "may_edit",
    "proposal",
    "propose_edition",
    "read_version",
    "record_implementation",
    "record_incident",
    "record_review",
    "score_risk",
    "set_association",
    "sign_off",
    "vouch_for_link",
]
