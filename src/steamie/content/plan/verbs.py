"""What is recorded about the plan of a quarter and the days worth a post."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"plan.slot": "place"})
class Verb(RoomVerb):
    """The events of this room."""

    PLAN = "plan", "planned {}"
    SUPPLEMENT = "supplement", "added {} to the plan"
    CLEAR_THE_EMPTY_PLACES = "clear the empty places", "cleared the empty places of {}"
    MOVE = "move", "moved {}"
    REMOVE_A_PLACE = "remove a place", "took {} out of the plan", "took a place out of the plan"
    APPROVE_THE_QUARTER = "approve the quarter", "approved the plan of {}"
    ADD_A_DAY = "add a day", "added a day worth a post"
    REMOVE_A_DAY = "remove a day", "took out a day worth a post"

    @property
    def needs_office(self) -> bool:
        """As the base says."""
        return self in {Verb.PLAN}
