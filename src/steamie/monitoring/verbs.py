"""What is recorded about figures."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    COLLECT = "collect", "read the figures of {}"
    COUNT_VISITS = "count visits", "counted visits"
    FIX_BASELINE = "fix baseline", "fixed the baseline"
    CONNECT_ANALYTICS = "connect analytics", "connected {}", "connected Google Analytics"
    END_ANALYTICS = "end analytics", "ended the connection with {}", "ended the connection with Google Analytics"
    READ_ANALYTICS = "read analytics", "read {}", "read Google Analytics"
    BRING_FIGURES = "bring figures", "brought in figures from a file"
    NOTE_PARTNER_SHARE = "note partner share", "noted that a partner shared {}", "noted that a partner shared a post"
    TAKE_PARTNER_SHARE_BACK = "take partner share back", "took back that a partner shared {}"
    ENTER_BY_HAND = "enter by hand", "entered a figure by hand for {}"
