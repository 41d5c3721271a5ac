"""What is recorded about pictures and documents."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    FIND_ALTERED = "find altered", "found the file of {} altered, and showed it to nobody", "found the file of a picture altered"
    KEEP_PICTURE = "keep picture", "kept {}, cleaned", "kept a picture, cleaned"
