"""What is recorded about hours and money."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"effort.effortentry": "time spent", "effort.effortplan": "plan of hours and money"})
class Verb(RoomVerb):
    """The events of this room."""

    ENTER_EFFORT = "enter effort", "wrote down {}", "wrote down time spent"
    TAKE_EFFORT_BACK = "take effort back", "took {} back", "took back time written down"
    PLAN_EFFORT = "plan effort", "set the {}", "planned hours and money"
