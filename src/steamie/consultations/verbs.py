"""What is recorded about consultations and projects. Answers stand there by number, never whose they are."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(
    subjects={
        "consultations.consultationanswer": "answer to a consultation",
        "consultations.tenantapproval": "approval by tenants",
        "consultations.gathering": "day of a project",
    }
)
class Verb(RoomVerb):
    """The events of this room."""

    DRAFT_A_CONSULTATION = "draft a consultation", "wrote {}", "wrote a consultation"
    PUBLISH_A_CONSULTATION = "publish a consultation", "published {}", "published a consultation"
    ANSWER_A_CONSULTATION = "answer a consultation", "answered {}", "answered a consultation"
    CHANGE_AN_ANSWER = "change an answer", "changed the household’s answer to {}", "changed an answer"
    LOOK_AT_HELD_ANSWERS = (
        "look at held answers",
        "looked at answers held back from {}",
        "looked at answers that were held back",
    )
    SAY_WHAT_WAS_DECIDED = "say what was decided", "said what was decided after {}", "said what was decided"
    BEGIN_A_PROJECT = "begin a project", "published {}", "published a project"
    COUNT_A_GATHERING = "count a gathering", "wrote down how many took part in {}", "wrote down how many took part"
    REPORT_A_PROJECT = "report a project", "said what came of {}", "said what came of a project"
    NOTE_AN_APPROVAL = "note an approval by tenants", "wrote down what tenants approved"
