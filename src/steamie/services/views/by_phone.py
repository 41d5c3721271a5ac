"""Repairs that were not told online: where and what, and telling the other side that one is not wanted any more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steamie.people.once import done_once
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.services.actions import by_phone
from steamie.services.actions.by_phone import RepairTold
from steamie.services.handing.withdrawing import note_told
from steamie.services.models import HandOver
from steamie.services.problems import places, problems
from steamie.services.repair_desk_forms import WhereAndWhatForm

from .deed_pages import DeedPage, answered, readable, sent


@login_required
@done_once
def where_and_what(request: DeskRequest, reference: str) -> HttpResponse:
    """Say where a repair is and what it is."""
    case = readable(request, reference)
    deed = DeedPage("Where and what", "Then its own time counts, and the repairs system gets it.", "Save", "It is on record.")

    def act(data: dict[str, Any]) -> object:
        place, _, problem = data["what"].partition("/")
        heard = RepairTold(places()[place], problems()[problem], data["urgent"], data["visits"], data["at_the_door"])
        return by_phone.note_repair(case=case, heard=heard, by=request.user)

    return answered(request, case, WhereAndWhatForm(sent(request)), deed, act)


@login_required
@require_POST
@done_once
def told(request: DeskRequest, reference: str) -> HttpResponse:
    """Somebody told the other side that it is not wanted any more."""
    case = readable(request, reference)
    row = HandOver.objects.filter(case=case).first()
    if row is None:
        raise Http404("This case was not handed over.")
    try:
        note_told(hand_over=row, by=request.user)
    except NotReady as refusal:
        messages.error(request, " ".join(problem.message for problem in refusal.problems))
    else:
        messages.success(request, "It is on record that they were told.")
    return redirect("casework:case", case.reference)
