"""What is recorded about what residents do online, and about handing repairs over. Cases stand there by number."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"services.repairssystem": "repairs system"})
class Verb(RoomVerb):
    """The events of this room."""

    SET_REPAIRS_SYSTEM = "set the repairs system", "said where repairs go", "said where repairs go"
    ACCEPT_A_REPAIR = "accept a repair", "took {} over", "took a repair over"
    REFUSE_A_REPAIR = "refuse a repair", "did not take {} over", "did not take a repair over"
    SEND_A_REPAIR_AGAIN = (
        "send a repair again",
        "sent {} to the repairs system again",
        "sent a repair to the repairs system again",
    )
    ASK_WHETHER_FIXED = "ask whether it was fixed", "asked whether {} was fixed", "asked whether a repair was fixed"
    HEAR_WHETHER_FIXED = "hear whether it was fixed", "said whether {} was fixed", "said whether a repair was fixed"
