"""What is recorded about what residents do online, and about handing repairs over. Cases stand there by number."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"services.repairssystem": "repairs system", "services.applicationlist": "list of applications"})
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
    BECOME_AWARE_OF_DAMP = "become aware of damp", "wrote down that {} is damp and mould", "wrote down damp and mould"
    INVESTIGATE_DAMP = "investigate damp", "wrote down who looked, in {}", "wrote down who looked at damp"
    FIND_NO_ACCESS = "find no access", "wrote down that nobody could get in, in {}", "wrote down that nobody could get in"
    WRITE_A_SUMMARY = "write a damp summary", "wrote at the summary of {}", "wrote at a summary"
    SEND_A_SUMMARY = "send a damp summary", "put the summary of {} on its way", "put a summary on its way"
    DO_A_DUTY = "do a duty of damp", "wrote down a duty as done, in {}", "wrote down a duty as done"
    GIVE_DELAY_NOTICE = "give a delay notice", "told the tenant of a delay, in {}", "told a tenant of a delay"
    ASK_WHETHER_BACK = "ask whether damp came back", "asked whether it came back, in {}", "asked whether damp came back"
    ANSWER_WHETHER_BACK = "answer whether damp came back", "wrote down whether it came back, in {}"
    PUT_A_REPAIR_RIGHT = "put a repair right", "wrote down that {} was put right", "wrote down that a repair was put right"
    PAUSE_A_REPAIR = "pause a repair", "stopped counting {}: no access", "stopped counting a repair: no access"
    RESUME_A_REPAIR = "resume a repair", "counted {} again", "counted a repair again"
    CALL_A_SECOND = "call a second contractor", "called a second contractor for {}", "called a second contractor"
    LEAVE_THE_SCHEME = "leave the scheme", "wrote down that {} costs more than the scheme covers", "said what costs too much"
    PAY_FOR_LATENESS = "pay for lateness", "wrote down what was paid for lateness, in {}", "wrote down what was paid"
    BRING_IN_APPLICATIONS = "bring in applications", "brought in {}", "brought in a list of applications"
    REFER = "refer", "passed {} on to somebody who helps", "passed somebody on"
    NOTE_A_REFERRAL = "note a referral", "wrote down what became of a referral, in {}", "wrote down what became of a referral"
    SAY_WHAT_A_REPAIR_IS = "say what a repair is", "wrote down where {} is and what", "wrote down what a repair is"
    TELL_IT_IS_NOT_WANTED = "tell it is not wanted", "told the repairs system that {} is not wanted any more"
