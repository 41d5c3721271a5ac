"""What is recorded about cases. The record names a case by its number, never whose it is or what they said."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"casework.case": "case", "casework.sortedletter": "letter that came in"})
class Verb(RoomVerb):
    """The events of this room."""

    OPEN_A_CASE = "open a case", "wrote down {}", "wrote down a case"
    TAKE_A_CASE = "take a case", "took {}", "took a case"
    HAND_OVER = "hand over a case", "handed {} over", "handed a case over"
    ADD_TO_A_CASE = "add to a case", "wrote in {}", "wrote in a case"
    ANSWER_IN_A_CASE = "answer in a case", "answered in {}", "answered in a case"
    HEAR_MORE = "hear more in a case", "wrote down what came in to {}", "wrote down what came in to a case"
    MOVE_UP = "move a case up", "moved {} up", "moved a case up"
    END_A_CASE = "end a case", "ended {}", "ended a case"
    REOPEN_A_CASE = "reopen a case", "opened {} again", "opened a case again"
    LINK_CASES = "link cases", "linked {} with another", "linked two cases"
    LET_A_CASE_IN = "let a case in", "let {} in", "let in a case that was held back"
    ESCALATE = "escalate a case", "told others that {} is overdue", "told others that a case is overdue"
    ASK_TO_SEE = "ask to see more", "asked to see more of {}", "asked to see more of a case"
    DECIDE_SIGHT = "decide who sees more", "decided who sees more of {}", "decided who sees more of a case"
    ADD_A_TEAM = "add a team", "added {}", "added a team"
    JOIN_A_TEAM = "join a team", "put somebody in {}", "put somebody in a team"
    LEAVE_A_TEAM = "leave a team", "took somebody out of {}", "took somebody out of a team"
    SET_OWN_TIME = "set our own time", "said how long a kind of case takes"
    LET_A_LETTER_IN = "let a letter in", "let {} in", "let in a letter that was held"
    PUT_A_LETTER_AWAY = "put a letter away", "put {} away", "put away a letter that is not for us"
