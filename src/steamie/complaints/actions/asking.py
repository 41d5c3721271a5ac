"""What every act on a complaint asks first."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.sight import require_words
from steamie.complaints.models import Complaint, ComplaintStage
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem


def workable(complaint: Complaint, by: Person, moment: datetime) -> Case:
    """The case, held until the transaction ends. Raises ``NotAllowed`` for others, ``NotReady`` once it is no complaint."""
    case = Case.objects.locked(complaint.case)
    require_words(by, case, day=timezone.localdate(moment))
    complaint.case = case
    if complaint.other_way:
        raise NotReady([Problem("This turned out to be no complaint.")])
    return case


def open_stage(complaint: Complaint, by: Person, moment: datetime) -> ComplaintStage:
    """The stage that waits for its answer. Raises ``NotReady`` where none does."""
    workable(complaint, by, moment)
    stage = complaint.stages.open().last()
    if stage is None:
        raise NotReady([Problem("No stage of this complaint is open.")])
    stage.complaint = complaint
    return stage
