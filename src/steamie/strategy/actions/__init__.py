"""What is done to the strategy: its editions and reviews, its risks, and the documents it refers to."""

from .drafts import (
    begin_draft,
    change_statement,
    composed,
    confirm_reading,
    describe_draft,
    join_statement,
    open_draft,
    propose_draft,
    split_statement,
)
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
    "begin_draft",
    "change_statement",
    "check_link",
    "check_links",
    "composed",
    "confirm_reading",
    "describe_draft",
    "drop_proposal",
    "escalate_overdue_review",
    "join_statement",
    "load_edition",
    "may_edit",
    "open_draft",
    "proposal",
    "propose_draft",
    "propose_edition",
    "read_version",
    "record_implementation",
    "record_incident",
    "record_review",
    "score_risk",
    "set_association",
    "sign_off",
    "split_statement",
    "vouch_for_link",
]
