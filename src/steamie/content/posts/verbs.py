"""What is recorded about posts: written, approved, corrected."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"posts.publication": "sending", "posts.postpicture": "picture"})
class Verb(RoomVerb):
    """The events of this room."""

    DRAFT = "draft", "drafted {}"
    EDIT = "edit", "edited {}"
    SUBMIT = "submit", "submitted {} for approval"
    APPROVE = "approve", "approved {}"
    SEND_BACK = "send back", "sent {} back"
    REFUSED = "refused", "was refused: {}", "was refused, with a post"
    UNDO_THE_APPROVAL_OF = "undo the approval of", "undid the approval of {}", "undid an approval"
    KEEP_A_FINDING = "keep a finding", "kept a finding in {}, with a reason", "kept a finding, with a reason"
    AGREE_TO_A_FINDING = "agree to a finding", "agreed that a finding stays in {}", "agreed that a finding stays"
    SAY_WHO_IS_SHOWN = "say who is shown", "said who can be recognised on a picture of {}", "said who is shown on a picture"
    WRITE_A_NOTE = "write a note", "wrote a note on {}"
    ASK_A_COLLEAGUE = "ask a colleague", "asked a colleague to look at {}"
    WRITE_A_CORRECTION_OF = "write a correction of", "wrote a correction of {}"
    APPROVE_THE_CORRECTION_OF = "approve the correction of", "approved the correction of {}"
    UNDO_THE_APPROVAL_OF_THE_CORRECTION_OF = (
        "undo the approval of the correction of",
        "undid the approval of the correction of {}",
        "undid the approval of a correction",
    )
    TAKE_BACK_THE_CORRECTION_OF = "take back the correction of", "took back the correction of {}"
    SEND_BACK_THE_CORRECTION_OF = "send back the correction of", "sent the correction of {} back", "sent a correction back"

    @property
    def needs_office(self) -> bool:
        """As the base says."""
        return self in {Verb.APPROVE}

    @property
    def anchored_at_once(self) -> bool:
        """As the base says."""
        return self in {Verb.APPROVE, Verb.APPROVE_THE_CORRECTION_OF}
