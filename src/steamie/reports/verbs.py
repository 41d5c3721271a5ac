"""What is recorded about reports and packs."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"reports.committeereport": "report", "reports.evidencepack": "evidence pack"})
class Verb(RoomVerb):
    """The events of this room."""

    WRITE_A_REPORT = "write a report", "wrote at {}", "wrote at a report"
    APPROVE_A_REPORT = "approve a report", "approved {}", "approved a report"
    SEND_A_REPORT = "send a report", "put {} on its way to the committee", "put a report on its way to the committee"
    ASK_ABOUT_A_REPORT = "ask about a report", "asked about {}", "asked about a report"
    DECIDE_ON_A_REPORT = "decide on a report", "wrote down a decision on {}", "wrote down a decision on a report"
    BUILD_A_PACK = "build an evidence pack", "built {}", "built an evidence pack"
