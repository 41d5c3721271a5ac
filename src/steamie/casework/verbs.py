"""What is recorded about cases. The record names a case by its number, never whose it is or what they said."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"casework.case": "case"})
class Verb(RoomVerb):
    """The events of this room."""

    OPEN_A_CASE = "open a case", "wrote down {}"
    TAKE_A_CASE = "take a case", "took {}"
    HAND_OVER = "hand over a case", "handed {} over"
    ADD_TO_A_CASE = "add to a case", "wrote in {}"
    ANSWER_IN_A_CASE = "answer in a case", "answered in {}"
    HEAR_MORE = "hear more in a case", "wrote down what came in to {}"
    MOVE_UP = "move a case up", "moved {} up"
    END_A_CASE = "end a case", "ended {}"
    REOPEN_A_CASE = "reopen a case", "opened {} again"
    LINK_CASES = "link cases", "linked {} with another"
    LET_A_CASE_IN = "let a case in", "let {} in, which had been held back"
    START_A_CLOCK = "start a clock", "started a clock of {}"
    MEET_A_DUTY = "meet a duty", "did a duty of {}"
    ESCALATE = "escalate a case", "told others that {} is overdue"
    ASK_TO_SEE = "ask to see more", "asked to see more of {}"
    DECIDE_SIGHT = "decide who sees more", "decided who sees more of {}"
    ADD_A_TEAM = "add a team", "added {}", "added a team"
    JOIN_A_TEAM = "join a team", "put somebody in {}", "put somebody in a team"
    LEAVE_A_TEAM = "leave a team", "took somebody out of {}", "took somebody out of a team"
    SET_OWN_TIME = "set our own time", "said how long a kind of case takes"
