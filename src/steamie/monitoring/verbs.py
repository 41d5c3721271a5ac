"""What is recorded about figures."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    COLLECT = "collect", "read the figures of {}"
    COUNT_VISITS = "count visits", "counted visits"
    FIX_BASELINE = "fix baseline", "fixed the baseline"
    NOTE_PARTNER_SHARE = "note partner share", "noted that a partner shared {}", "noted that a partner shared a post"
    TAKE_PARTNER_SHARE_BACK = "take partner share back", "took back that a partner shared {}"
    ENTER_BY_HAND = "enter by hand", "entered a figure by hand for {}"
