"""What is recorded about equality checks."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"equality.equalitycheck": "equality check", "equality.impactassessment": "impact assessment"})
class Verb(RoomVerb):
    """The events of this room."""

    CHECK_EQUALITY = "check equality", "made {}", "made an equality check"
    ASSESS_IMPACT = "assess impact", "wrote {}", "wrote an impact assessment"
