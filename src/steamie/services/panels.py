"""What this room shows on the page of a repair: how its hand-over stands, and whether its resident says it was fixed."""

from __future__ import annotations

from django.urls import reverse

from steamie.casework.models import Case
from steamie.casework.panels import Panel, listed, panel
from steamie.people.models import Person

from .desk_forms import JobForm
from .models import HandOver, RepairRequest
from .shown import tone_of


@listed("Repairs told online")
def repairs_told_online() -> str:
    """How each stands with the repairs system, and whether it was fixed."""
    return reverse("services_desk:repairs")


@panel
def repair(case: Case, person: Person) -> Panel | None:
    """Whether the repairs system has it, and whether it was fixed."""
    request = RepairRequest.objects.filter(case=case).first()
    if request is None:
        return None
    row = HandOver.objects.filter(case=case).first()
    context = {"repair": request, "row": row, "tone": tone_of(row) if row else None, "job_form": JobForm(prefix="job")}
    return Panel("services/panel.html", context | {"steps": row.steps.all() if row else []})
