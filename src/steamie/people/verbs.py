"""What is recorded about people, their offices and their policies."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"people.grant": "office entry", "people.onlyotherconfirmation": "confirmation by the only other person"})
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
    LOOK_AGAIN = "look again", "looked again at {}", "looked again at what the only other person confirmed"
    SIGN_IN = "sign in", "signed in"
    FAIL_TO_SIGN_IN = "fail to sign in", "could not sign in"
    CHANGE_PASSWORD = "change password", "changed their password"
    ADD_FACTOR = "add second factor", "added a second factor"
    REMOVE_FACTOR = "remove second factor", "took a second factor away"
    END_SESSIONS = "end sessions", "ended sessions of their own"
    REFUSE = "refuse", "was refused {}", "was refused what their office may not do"
