"""What is recorded about publishing."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    PUBLISH = "publish", "published {}"
    HOLD = "hold", "held {}"
    ASK_A_PERSON = "ask a person", "asked a person to look at {}"
    CHANNEL_REFUSED = "channel refused", "was refused: {}", "was refused by a channel"
    TAKE_DOWN = "take down", "took down {}"
    CORRECT = "correct", "corrected {}"
    HOLD_THE_CORRECTION_OF = "hold the correction of", "held the correction of {}"
    ASK_A_PERSON_ABOUT_THE_CORRECTION_OF = "ask a person about the correction of", "asked a person about the correction of {}"
    REFUSE_THE_CORRECTION_OF = "refuse the correction of", "could not correct {}"
    SETTLE = "settle", "settled {}"
    WITHDRAW = "withdraw", "withdrew {}"
    STOP = "stop", "stopped all posts"
    SAY_AT_ONCE = "say at once", "put out {} at once, in words approved before"
    RESUME = "resume", "let posts go on"
    NOTICE_PUT_BACK = "notice put back", "saw that the database was put back from a copy, and stopped all posts"
    NOTICE = "notice", "noticed {}"
    EXPLAIN = "explain", "explained {}"
    SEE_EARLIER_WORDS_OF = "see earlier words of", "saw earlier words of {} come back, and corrected it again"
    SEE_ENDED = "see ended", "saw the end of {}"

    @property
    def needs_office(self) -> bool:
        """As the base says."""
        return self in {Verb.PUBLISH, Verb.WITHDRAW}
