"""What is recorded about the installation itself."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    NOTICE_A_CLOCK_PUT_BACK = (
        "notice a clock put back",
        "saw that the machine’s clock was put back, and looked at every post again that had begun",
    )
    RESTORE = "restore", "restored the installation from a backup"
