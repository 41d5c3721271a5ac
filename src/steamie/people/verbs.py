"""What is recorded about people, their offices and their policies."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"people.grant": "office entry"})
class Verb(RoomVerb):
    """The events of this room."""

    INVITE = "invite", "invited {}"
    INVITE_AGAIN = "invite again", "invited {} again"
    GRANT = "grant", "gave {}", "gave an office"
    CONFIRM = "confirm", "confirmed {}"
    END_OFFICE = "end office", "ended {}", "ended an office"
    RECERTIFY = "recertify", "looked again at {}", "looked again at an office"
    LEAVE = "leave", "ended the access of {}, who leaves", "ended the access of someone who leaves"
    ASK_FOR_FRESH_START = (
        "ask for fresh start",
        "asked that {} may set up signing in anew",
        "asked for a new second factor for someone",
    )
    CONFIRM_FRESH_START = "confirm fresh start", "let {} set up signing in anew", "let someone set up signing in anew"
    ADOPT_POLICY = "adopt policy", "adopted {}"
    ACKNOWLEDGE = "acknowledge", "acknowledged {}"
    DELEGATE = "delegate", "named a deputy"
    END_COVER = "end cover", "ended a deputy's cover"
    REFUSE = "refuse", "was refused {}", "was refused what their office may not do"
