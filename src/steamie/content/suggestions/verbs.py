"""What is recorded about suggestions."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    SUGGEST = "suggest", "made {}", "made a suggestion"
    ANSWER = "answer", "answered {}"
    RELEASE_SUGGESTION = "release suggestion", "let {} through", "let a suggestion through"
    LEAVE_SUGGESTION_OUT = "leave suggestion out", "left {} out", "left a suggestion out"
    FORGET_ADDRESSES = "forget addresses", "forgot the addresses of those who suggested and were answered"
    MAKE_LINK = "make link", "made a link to suggest by"
    END_LINK = "end link", "ended a link to suggest by"
    NUDGE = "nudge", "reminded a group to suggest"
