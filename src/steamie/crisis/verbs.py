"""What is recorded about crises."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs({"crisis.crisis": "event", "crisis.holdingline": "holding line", "crisis.rehearsedmessage": "rehearsed message"})
class Verb(RoomVerb):
    """The events of this room."""

    PROPOSE_A_LINE = "propose a holding line", "proposed {}", "proposed a holding line"
    APPROVE_A_LINE = "approve a holding line", "approved {}", "approved a holding line"
    END_A_LINE = "end a holding line", "ended {}", "ended a holding line"
    BEGIN_A_CRISIS = "begin a crisis", "opened {}", "opened an event"
    BEGIN_A_REHEARSAL = "begin a rehearsal", "began a rehearsal"
    PRACTISE_A_STOP = "practise a stop", "practised stopping all posts"
    ANSWER_IN_A_REHEARSAL = "answer in a rehearsal", "answered {}", "answered in a rehearsal"
    WRITE_IN_A_CRISIS = "write in a crisis", "wrote in the thread of {}", "wrote in the thread of an event"
    END_A_CRISIS = "end a crisis", "closed {}", "closed an event"
