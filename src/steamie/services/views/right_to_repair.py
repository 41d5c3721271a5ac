"""Qualifying repairs at the desk: each deed has a page of its own with its form."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from steamie.people.once import done_once
from steamie.people.requests import DeskRequest
from steamie.services.actions import right_to_repair as actions
from steamie.services.damp_forms import NothingForm
from steamie.services.models import QualifyingRepair
from steamie.services.repair_desk_forms import PauseForm, PutRightForm, ResumeRepairForm, SecondForm

from .deed_pages import DeedPage, answered, readable, sent


def _repair(request: DeskRequest, reference: str) -> QualifyingRepair:
    """The qualifying repair of a case that this person may work on; 404 for a case that is none."""
    case = readable(request, reference)
    repair = QualifyingRepair.objects.select_related("clock").filter(case=case).first()
    if repair is None:
        raise Http404("This case is no qualifying repair.")
    repair.case = case
    return repair


@login_required
@done_once
def put_right(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down that it was put right."""
    repair = _repair(request, reference)
    deed = DeedPage("It was put right", "Only what was done. An answer does not stop this clock.", "Save", "It is on record.")

    def act(data: dict[str, Any]) -> object:
        return actions.put_right(repair=repair, done_at=data["done_at"], words=data["words"], by=request.user)

    return answered(request, repair.case, PutRightForm(sent(request)), deed, act)


@login_required
@done_once
def pause(request: DeskRequest, reference: str) -> HttpResponse:
    """Stop counting: nobody could let us in."""
    repair = _repair(request, reference)
    deed = DeedPage("We could not get in", "The law’s time stops until somebody can let us in.", "Save", "The time is stopped.")

    def act(data: dict[str, Any]) -> object:
        return actions.pause(repair=repair, since=data["since"], words=data["words"], by=request.user)

    return answered(request, repair.case, PauseForm(sent(request)), deed, act)


@login_required
@done_once
def resume(request: DeskRequest, reference: str) -> HttpResponse:
    """Count again: somebody can let us in."""
    repair = _repair(request, reference)
    deed = DeedPage("We can get in again", "The days between do not count.", "Save", "The time runs again.")

    def act(data: dict[str, Any]) -> object:
        return actions.resume(repair=repair, from_day=data["from_day"], by=request.user)

    return answered(request, repair.case, ResumeRepairForm(sent(request)), deed, act)


@login_required
@done_once
def second(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down that a second contractor was called."""
    repair = _repair(request, reference)
    deed = DeedPage("A second contractor", "From our list, once the first is late.", "Save", "It is on record.")

    def act(data: dict[str, Any]) -> object:
        return actions.call_second(repair=repair, contractor=data["contractor"], by=request.user)

    return answered(request, repair.case, SecondForm(sent(request)), deed, act)


@login_required
@require_POST
@done_once
def above_cap(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down that it costs more than the scheme covers."""
    repair = _repair(request, reference)
    deed = DeedPage("It costs too much for the scheme", "Nothing is owed under it then.", "Save", "It is on record.")

    def act(data: dict[str, Any]) -> object:
        return actions.set_above_cap(repair=repair, by=request.user)

    return answered(request, repair.case, NothingForm(sent(request)), deed, act)
