"""What is recorded about the days the office is shut."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    CLOSE_THE_OFFICE = "close the office", "put an office closure in the calendar"
    OPEN_THE_OFFICE = "open the office", "took an office closure out of the calendar"
