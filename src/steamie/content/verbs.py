"""What is recorded about content."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"content.publication": "sending", "content.slot": "place", "content.postpicture": "picture"})
class Verb(RoomVerb):
    """The events of this room."""

    DRAFT = "draft", "drafted {}"
    EDIT = "edit", "edited {}"
    SUBMIT = "submit", "submitted {} for approval"
    APPROVE = "approve", "approved {}"
    SEND_BACK = "send back", "sent {} back"
    REFUSED = "refused", "was refused: {}", "was refused, with a post"
    UNDO_THE_APPROVAL_OF = "undo the approval of", "undid the approval of {}", "undid an approval"
    WITHDRAW = "withdraw", "withdrew {}"
    KEEP_A_FINDING = "keep a finding", "kept a finding in {}, with a reason", "kept a finding, with a reason"
    KEEP_PICTURE = "keep picture", "kept {}, cleaned", "kept a picture, cleaned"
    WRITE_A_CORRECTION_OF = "write a correction of", "wrote a correction of {}"
    APPROVE_THE_CORRECTION_OF = "approve the correction of", "approved the correction of {}"
    UNDO_THE_APPROVAL_OF_THE_CORRECTION_OF = (
        "undo the approval of the correction of",
        "undid the approval of the correction of {}",
        "undid the approval of a correction",
    )
    TAKE_BACK_THE_CORRECTION_OF = "take back the correction of", "took back the correction of {}"
    SEND_BACK_THE_CORRECTION_OF = "send back the correction of", "sent the correction of {} back", "sent a correction back"
    PUBLISH = "publish", "published {}"
    HOLD = "hold", "held {}"
    ASK_A_PERSON = "ask a person", "asked a person to look at {}"
    TAKE_DOWN = "take down", "took down {}"
    CORRECT = "correct", "corrected {}"
    HOLD_THE_CORRECTION_OF = "hold the correction of", "held the correction of {}"
    ASK_A_PERSON_ABOUT_THE_CORRECTION_OF = "ask a person about the correction of", "asked a person about the correction of {}"
    REFUSE_THE_CORRECTION_OF = "refuse the correction of", "could not correct {}"
    CHANNEL_REFUSED = "channel refused", "was refused: {}", "was refused by a channel"
    SETTLE = "settle", "settled {}"
    STOP = "stop", "stopped all posts"
    RESUME = "resume", "let posts go on"
    NOTICE = "notice", "noticed {}"
    EXPLAIN = "explain", "explained {}"
    SEE_ENDED = "see ended", "saw the end of {}"
    OPEN_THE_QUARTER = "open the quarter", "opened the plan of {}"
    LAY_OUT_THE_QUARTER = "lay out the quarter", "laid out places in the plan of {}"
    CLEAR_THE_EMPTY_PLACES = "clear the empty places", "cleared the empty places of {}"
    PLAN = "plan", "planned {}"
    SUPPLEMENT = "supplement", "added {} to the plan"
    MOVE = "move", "moved {}"
    REMOVE_A_PLACE = "remove a place", "took {} out of the plan", "took a place out of the plan"
    APPROVE_THE_QUARTER = "approve the quarter", "approved the plan of {}"
    CLOSE_THE_QUARTER = "close the quarter", "closed {}", "closed a quarter"
    CLOSE_THE_OFFICE = "close the office", "put an office closure in the calendar"
    OPEN_THE_OFFICE = "open the office", "took an office closure out of the calendar"
    ADD_A_DAY = "add a day", "added a day worth a post"
    REMOVE_A_DAY = "remove a day", "took out a day worth a post"
    EDIT_THE_WORD_LIST = "edit the word list", "changed a list of words"
    OPEN_A_SENSITIVE_WINDOW = "open a sensitive window", "marked days to take care on"
    REMOVE_A_SENSITIVE_WINDOW = "remove a sensitive window", "took out days to take care on"
    SUGGEST = "suggest", "made {}", "made a suggestion"
    ANSWER = "answer", "answered {}"
    RELEASE_SUGGESTION = "release suggestion", "let {} through", "let a suggestion through"
    LEAVE_SUGGESTION_OUT = "leave suggestion out", "left {} out", "left a suggestion out"
    FORGET_ADDRESSES = "forget addresses", "forgot the addresses of those who suggested and were answered"
    MAKE_LINK = "make link", "made a link to suggest by"
    END_LINK = "end link", "ended a link to suggest by"
    NUDGE = "nudge", "reminded a group to suggest"

    @property
    def needs_office(self) -> bool:
        """As the base says."""
        return self in {Verb.APPROVE, Verb.WITHDRAW, Verb.PLAN, Verb.PUBLISH}
