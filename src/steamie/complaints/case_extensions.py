"""What this room does when a complaint opens, reopens or ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from steamie.casework.extensions import CaseExtension, extend
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.evidence.actors import Actor

from .case_kinds import COMPLAINT
from .models import Complaint
from .stage_clocks import begin_complaint, come_back_to, leave_stages

CLAIMS_AN_ANSWER = (Outcome.DONE, Outcome.ANSWERED)


class StagesOfComplaints(CaseExtension):
    """Complaints by their procedure."""

    def opened(self, case: Case, by: Actor, at: datetime) -> None:
        """A case that comes in as a complaint begins its first stage, whoever wrote it down."""
        if case.kind == COMPLAINT.code:
            begin_complaint(case, received_at=case.received_at)

    def reopened(self, case: Case, by: Actor, at: datetime) -> None:
        """A stage that was left goes on. After an answered one a person decides whether they want the next."""
        complaint = Complaint.objects.filter(case=case, other_way="").first()
        stage = complaint.stages.last() if complaint else None
        if stage and stage.left_at:
            stage.complaint.case = case
            come_back_to(stage, at=at)

    def ending(self, case: Case, outcome: Outcome, at: datetime) -> None:
        """What ends without an answer leaves its stage."""
        if complaint := Complaint.objects.filter(case=case).first():
            leave_stages(complaint, at=at)

    def unfinished(self, case: Case, outcome: Outcome) -> Sequence[str]:
        """A stage ends with its own outcome, never as plainly done."""
        waits = Complaint.objects.filter(case=case, stages__closed_at=None, stages__left_at=None, other_way="").exists()
        if not waits or outcome not in CLAIMS_AN_ANSWER:
            return ()
        return ("This is a complaint. Answer its stage on the complaint’s page, with an outcome and what you learnt.",)

    def figure_pages(self) -> Sequence[tuple[str, str]]:
        """Complaints in figures, for the regulator and the public."""
        return [("Complaints in figures", reverse("complaints_desk:figures"))]


extend(StagesOfComplaints())
