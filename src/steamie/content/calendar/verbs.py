"""What is recorded about the calendar of a quarter."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    OPEN_THE_QUARTER = "open the quarter", "opened the plan of {}"
    LAY_OUT_THE_QUARTER = "lay out the quarter", "laid out places in the plan of {}"
    CLOSE_THE_QUARTER = "close the quarter", "closed {}", "closed a quarter"
    BEGIN_A_REPETITION = "begin a repetition", "let {} come again by a rule"
    END_A_REPETITION = "end a repetition", "ended the rule by which {} came again"
