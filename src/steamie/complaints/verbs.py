"""What is recorded about complaints. The record names each by its case's number, never whose it is or what they said."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"complaints.complaint": "complaint"})
class Verb(RoomVerb):
    """The events of this room."""

    MAKE_A_COMPLAINT = "make a complaint of a case", "made {} a complaint", "made a case a complaint"
    DESCRIBE_A_COMPLAINT = "describe a complaint", "wrote what to look into in {}", "wrote what to look into in a complaint"
    CORRECT_RECEPTION = "correct when a complaint came", "corrected when {} came", "corrected when a complaint came"
    NAME_A_SPEAKER = "name who speaks", "wrote who speaks in {}", "wrote who speaks in a complaint"
    ACKNOWLEDGE_A_STAGE = "acknowledge a stage", "acknowledged {}", "acknowledged a complaint"
    ASK_FOR_LONGER = "ask for longer", "asked for longer in {}", "asked for longer in a complaint"
    DECIDE_ON_LONGER = "decide on longer", "decided whether {} may take longer", "decided whether a complaint may take longer"
    TELL_OF_LONGER = "tell of longer", "told them that {} takes longer", "told somebody that a complaint takes longer"
    BEGIN_A_STAGE = "begin a stage", "began the next stage of {}", "began the next stage of a complaint"
    SUSPEND_A_STAGE = "suspend a stage", "stopped the clock of {}", "stopped the clock of a complaint"
    RESUME_A_STAGE = "resume a stage", "let the clock of {} run again", "let the clock of a complaint run again"
    DRAFT_AN_ANSWER = "draft an answer", "wrote at the answer of {}", "wrote at the answer of a complaint"
    ANSWER_A_STAGE = "answer a stage", "answered {} in full", "answered a complaint in full"
    SEND_ANOTHER_WAY = "send another way", "found that {} is no complaint", "found that a case is no complaint"
    PUBLISH_LEARNING = "publish learning", "published what was learnt from {}", "published what was learnt from a complaint"
    WITHDRAW_LEARNING = "withdraw learning", "took back what was published of {}", "took back what was published of a complaint"
    CHANGE_WHAT_WAS_WRONG = "change what was wrong", "wrote down that what {} led to is changed", "wrote down a change"
