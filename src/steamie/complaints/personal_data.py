"""What complaints hold about people, besides their case."""

from __future__ import annotations

from django.utils.functional import lazy

from steamie.evidence.holdings import NO_END, Holding, holds

from .data import complaint_data


def _kept() -> str:
    return f"{complaint_data().keep_years} years after your complaint has ended."


KEPT = lazy(_kept, str)()  # asked for when the notice is made: the landlord may change the years

holds(
    Holding(
        whose="If you complain",
        what="What we look into and what you want to come of it; what you were not content with; why we needed longer. "
        "If somebody under 18 has a part in it: their own words, whom they chose, and how they were heard.",
        why="So that we look into the right thing, in time, and answer you.",
        how_long=KEPT,
        columns=(
            "complaints.Complaint.points",
            "complaints.Complaint.wants",
            "complaints.Complaint.late_because",
            "complaints.Complaint.child_words",
            "complaints.Complaint.child_contact",
            "complaints.Complaint.child_adult",
            "complaints.Complaint.child_heard",
            "complaints.ComplaintStage.why",
            "complaints.ComplaintStage.draft",
            "complaints.StageExtension.reason",
            "complaints.StageExtension.words",
            "complaints.StageSuspension.why",
        ),
    ),
    Holding(
        whose="If you speak for somebody who complains",
        what="Your name, e-mail and phone, who you are to them, and how they consented.",
        why="So that we tell only whom they chose.",
        how_long=KEPT,
        columns=("complaints.Representative.*",),
    ),
    Holding(
        whose="If we learn from your complaint",
        what="Why it happened and what we change. What we publish of it names nobody.",
        why="So that it does not happen again.",
        how_long=NO_END,
        columns=(
            "complaints.ComplaintLearning.cause",
            "complaints.ComplaintLearning.change",
            "complaints.ComplaintLearning.public_words",
        ),
    ),
)
