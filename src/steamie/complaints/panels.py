"""What this room shows on the page of a case."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.panels import Panel, listed, panel
from steamie.casework.surroundings import ask_with_case, has_any, read_with_case
from steamie.people.models import Person

from .case_kinds import COMPLAINT
from .models import Complaint
from .standing import ComplaintStanding

read_with_case("complaint")
ask_with_case("complaints_made")


@listed("Complaints")
def all_complaints() -> str:
    """Each with its stage and its day."""
    return reverse("complaints_desk:list")


@panel
def complaint(case: Case, person: Person) -> Panel | None:
    """Where the complaint stands, and the way to its page; elsewhere, one press to make the case one."""
    row: Complaint | None = getattr(case, "complaint", None)
    if row is not None and not row.other_way:
        row.case = case
        return Panel("complaints/panel.html", {"case": case, "stands": ComplaintStanding(row, timezone.now())}, wide=True)
    if case.masked or case.kind == COMPLAINT.code:
        return None
    rows = Complaint.objects.filter(from_case=case).select_related("case") if has_any(case, "complaints_made") else []
    beside = [one.case for one in rows]
    return Panel("complaints/make.html", {"case": case, "beside": beside, "open": [one for one in beside if one.is_open]})
