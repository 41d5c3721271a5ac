"""What is recorded about figures."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    COLLECT = "collect", "read the figures of {}"
    COUNT_VISITS = "count visits", "counted visits"
    FIX_BASELINE = "fix baseline", "fixed the baseline"
    ENTER_BY_HAND = "enter by hand", "entered a figure by hand for {}"
