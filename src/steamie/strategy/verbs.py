"""What is recorded about the strategy: editions, reviews, risks, references, and how each clause stands."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    BRING_IN = "bring in", "brought in a strategy from a document"
    LOAD = "load", "put an edition of the strategy in force"
    PROPOSE = "propose", "proposed a new edition of the strategy"
    DROP = "drop", "took the proposed edition off the desk"
    REVIEW = "review", "recorded a review of the strategy"
    RECORD = "record", "recorded the day the strategy was put into use"
    ESCALATE = "escalate", "brought the overdue review to the committee"
    SET = "set", "changed the Association's details"
    MEASURE = "measure", "measured {}"
    SCORE = "score", "scored a risk"
    REPORT = "report", "recorded an incident"
    READ = "read", "read a document the strategy refers to"
    FIND_WORKING = "find working", "found that a link works"
    FIND_BROKEN = "find broken", "found that a link does not work"
