"""What is done to a complaint on a page of its own: one form, and the complaint again once it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.sight import require_words, sight_of
from steamie.casework.views.case import case_for
from steamie.complaints.models import Complaint
from steamie.complaints.standing import ComplaintStanding
from steamie.people.carrying_out import carried_out
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight


@dataclass(frozen=True, slots=True)
class ActPage:
    """What a page of one form says, and what it says once it is done."""

    heading: str
    lede: str
    label: str
    done: str


def complaint_of(request: DeskRequest, reference: str) -> Complaint:
    """The complaint, for somebody who may work on its case; 404 for a case that is none."""
    case = case_for(request, reference)
    require_words(request.user, case)
    return of_case(case)


def of_case(case: Case) -> Complaint:
    """The complaint of a case. Raises ``Http404`` where it is none."""
    complaint = Complaint.objects.prefetch_related("representatives").filter(case=case).first()
    if complaint is None:
        raise Http404("This case is no complaint.")
    complaint.case = case
    return complaint


def standing_of(request: DeskRequest, reference: str) -> ComplaintStanding:
    """How the complaint stands now, for somebody who may work on it."""
    return ComplaintStanding(complaint_of(request, reference), timezone.now())


def shown_or_done(
    request: DeskRequest, complaint: Complaint, form: Form, page: ActPage, act: Callable[[dict[str, Any]], object], **more: object
) -> HttpResponse:
    """The page with the form; or, once it was sent and all was well, the complaint again."""
    if request.method == "POST" and carried_out(form, act):
        messages.success(request, page.done)
        return back(request, complaint)
    context = {"room": "inbox", "complaint": complaint, "case": complaint.case, "form": form, "act": page, **more}
    return render(request, "complaints/act_page.html", context, status=422 if form.is_bound else 200)


def back(request: DeskRequest, complaint: Complaint) -> HttpResponse:
    """To the complaint; or to the inbox, where this person sees no more of it."""
    case = Case.objects.get(pk=complaint.case_id)
    if sight_of(request.user, case) is not Sight.WORDS:
        return redirect("casework:inbox")
    if Complaint.objects.filter(case=case, other_way="").exists():
        return redirect("complaints_desk:complaint", case.reference)
    return redirect("casework:case", case.reference)


def sent(request: DeskRequest) -> Any:
    """What was typed, if anything was sent."""
    return request.POST if request.method == "POST" else None
