"""What is recorded about aims and what serves them."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"objectives.businessaim": "aim of the business plan"})
class Verb(RoomVerb):
    """The events of this room."""

    SAY_WHAT_IT_SERVES = "say what a post serves", "said which aims {} serves", "said which aims a post serves"
    ADD_AIM = "add an aim", "added {}", "added an aim of the business plan"
    BEGIN_CAMPAIGN = "begin a campaign", "began {}", "began a campaign"
    GATHER_CAMPAIGN = "gather a campaign", "said which posts belong to {}", "said which posts belong to a campaign"
    END_AIM = "end an aim", "ended {}", "ended an aim of the business plan"
