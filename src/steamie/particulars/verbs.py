"""What is recorded about the landlord's own lists. An event names the list and the row's number, never what it says."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"particulars.particularedition": "list of our own"})
class Verb(RoomVerb):
    """The events of this room."""

    CHANGE_A_LIST = "change a list of our own", "changed {}", "changed a list of our own"
    CHECK_A_LIST = "check a list of our own", "checked {}", "checked a list of our own"
    PUT_A_LIST_BACK = "put a list of our own back", "put {} back as it came", "put a list of our own back as it came"
