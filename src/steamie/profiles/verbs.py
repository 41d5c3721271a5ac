"""What is recorded about own profiles."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs({"profiles.profilereport": "report", "profiles.profiletraining": "training"})
class Verb(RoomVerb):
    """The events of this room."""

    TRAIN = "train about own profiles", "wrote down that somebody was trained about own profiles"
    REPORT_A_PROFILE = "report a profile", "reported that a personal profile seemed to speak for us"
    ANSWER_A_PROFILE_REPORT = "answer a profile report", "answered a report about a personal profile"
