"""What is recorded about notifications."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    CHOOSE_NOTIFICATIONS = "choose notifications", "chose when the desk writes to them"
    END_NOTIFICATIONS = "end notifications", "ended the desk’s e-mails about their work"
