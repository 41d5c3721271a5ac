"""What is recorded about the record, and about getting started."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"desk.mailtest": "test letter", "desk.setupdismissal": "line of getting started"})
class Verb(RoomVerb):
    """The events of this room."""

    EXPORT = "export", "exported the record"
    SEND_TEST_LETTER = "send test letter", "sent {}", "sent a test letter"
    CONFIRM_MAIL = "confirm mail", "saw {} arrive", "saw the test letter arrive"
    DISMISS_SETUP_LINE = "dismiss setup line", "set {} aside", "set a line of the list aside"
    RESUME_SETUP_LINE = "resume setup line", "took up {} again", "took up a line of the list again"
