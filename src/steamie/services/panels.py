"""What this room shows on the page of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.panels import Panel, listed, panel
from steamie.casework.surroundings import ask_with_case, has_any, read_with_case
from steamie.people.models import Person

from .actions.referring import REFERABLE
from .damp_matters import current_matter
from .damp_standing import DampStanding
from .desk_forms import JobForm
from .models import HandOver, RepairRequest
from .right_to_repair import standing
from .shown import tone_of

read_with_case("repair", "hand_over")
ask_with_case("damp_matters", "qualifying", "referrals")


@listed("Repairs reported online")
def repairs_told_online() -> str:
    """How each stands with the repairs system, and whether it was fixed."""
    return reverse("services_desk:repairs")


@listed("Applications for a home")
def applications_for_a_home() -> str:
    """The list that says where each stands."""
    return reverse("services_desk:application_lists")


@panel
def referrals(case: Case, person: Person) -> Panel | None:
    """To whom somebody was passed on, and what became of it."""
    if case.kind not in REFERABLE:
        return None
    return Panel(
        "services/referrals.html", {"case": case, "referrals": case.referrals.all() if has_any(case, "referrals") else ()}
    )


@panel
def where_and_what(case: Case, person: Person) -> Panel | None:
    """For a repair that was not told online: until somebody says what it is, it goes nowhere."""
    if case.kind != "repair" or not case.is_open or hasattr(case, "repair"):
        return None
    return Panel("services/where_and_what.html", {"case": case})


@panel
def repair(case: Case, person: Person) -> Panel | None:
    """Whether the repairs system has it, and whether it was fixed."""
    request: RepairRequest | None = getattr(case, "repair", None)
    if request is None:
        return None
    row: HandOver | None = getattr(case, "hand_over", None)
    context = {"repair": request, "row": row, "tone": tone_of(row) if row else None, "job_form": JobForm(prefix="job")}
    return Panel("services/panel.html", context | {"steps": row.steps.all() if row else []})


@panel
def damp(case: Case, person: Person) -> Panel | None:
    """The duties of damp, each with its day and what a late one costs."""
    drawn = _drawn(case)
    return Panel("services/damp.html", drawn, wide=True) if drawn else None


@panel
def damp_aside(case: Case, person: Person) -> Panel | None:
    """What is known of the matter of damp; elsewhere, one press to say that it is damp."""
    if drawn := _drawn(case):
        return Panel("services/damp_side.html", drawn)
    return Panel("services/damp_question.html", {"case": case}) if case.is_open else None


@panel
def right_to_repair(case: Case, person: Person) -> Panel | None:
    """The time that the law sets for a qualifying repair, what a late one costs, and what can be written down."""
    stands = standing(case, timezone.now()) if case.kind == "repair" and has_any(case, "qualifying") else None
    return Panel("services/right_to_repair.html", {"case": case, "standing": stands}) if stands else None


def _drawn(case: Case) -> dict[str, Any]:
    """What both are drawn from, read once for the life of the case's object."""
    if "_damp" not in case.__dict__:
        matter = current_matter(case) if has_any(case, "damp_matters") else None
        standing = DampStanding(matter, timezone.now()) if matter else None
        case.__dict__["_damp"] = {"case": case, "matter": matter, "standing": standing} if matter else {}
    drawn: dict[str, Any] = case.__dict__["_damp"]
    return drawn
