"""A complaint's own page, how a case becomes one, and how it turns out to be something else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.casework.rows_shown import Reader
from steamie.casework.sight import require_words, sight_of
from steamie.casework.views.case import case_for
from steamie.complaints.actions import describing, making
from steamie.complaints.actions.describing import ComplaintFacts, Speaker
from steamie.complaints.forms import DescribeForm, ReceptionForm, SpeakerForm
from steamie.complaints.models import ComplaintLearning
from steamie.people.once import done_once
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight

from .forms_of_acts import ActPage, back, complaint_of, sent, shown_or_done, standing_of


@login_required
@done_once
def complaint(request: DeskRequest, reference: str) -> HttpResponse:
    """A complaint's page; sent to, a case becomes a complaint."""
    if request.method == "POST":
        return _made(request, reference)
    stands = standing_of(request, reference)
    context = {
        "room": "inbox",
        "case": stands.case,
        "stands": stands,
        "row": Reader(request.user, timezone.now()).row(stands.case, stands.case.clocks.running().first()),
        "learning": ComplaintLearning.objects.filter(complaint=stands.complaint).first(),
        "trail": stands.case.trail.newest_first(),
    }
    return render(request, "complaints/complaint.html", context)


def _made(request: DeskRequest, reference: str) -> HttpResponse:
    case = case_for(request, reference)
    require_words(request.user, case)
    try:
        row = making.make_complaint(case=case, by=request.user)
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
        return redirect("casework:case", case.reference)
    seen = sight_of(request.user, row.case)
    messages.success(request, f"{row.case.reference} is a complaint now. Its days count.")
    if seen is Sight.WORDS:
        return redirect("complaints_desk:complaint", row.case.reference)
    return redirect("casework:case", case.reference) if row.case_id != case.pk else redirect("casework:inbox")


@login_required
@require_POST
@done_once
def another_way(request: DeskRequest, reference: str) -> HttpResponse:
    """It is no complaint: say what it is."""
    row = complaint_of(request, reference)
    try:
        making.send_another_way(complaint=row, way=request.POST.get("way", ""), by=request.user)
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
        return back(request, row)
    messages.success(request, f"{row.case.reference} goes its own way now. The words and the day it came stay.")
    return back(request, row)


@login_required
@done_once
def reception(request: DeskRequest, reference: str) -> HttpResponse:
    """Say that it came at another moment."""
    row = complaint_of(request, reference)
    page = ActPage(
        "It came on another day",
        "A letter that lay in a tray, or words on Facebook at the weekend.",
        "Save",
        "The days count anew.",
    )

    def act(data: dict[str, Any]) -> object:
        return describing.correct_reception(complaint=row, received_at=data["received_at"], by=request.user)

    form = ReceptionForm(sent(request), initial={"received_at": timezone.localtime(row.received_at)})
    return shown_or_done(request, row, form, page, act)


@login_required
@done_once
def details(request: DeskRequest, reference: str) -> HttpResponse:
    """What it is about."""
    row = complaint_of(request, reference)
    page = ActPage(
        "What we look into", "As they see it, in few words. Nothing here is needed to answer.", "Save", "It is written down."
    )

    def act(data: dict[str, Any]) -> object:
        return describing.describe(complaint=row, facts=ComplaintFacts(**data), by=request.user)

    initial = {name: getattr(row, name) for name in DescribeForm.base_fields}
    return shown_or_done(request, row, DescribeForm(sent(request), initial=initial), page, act)


@login_required
@done_once
def representative(request: DeskRequest, reference: str) -> HttpResponse:
    """Who speaks for them."""
    row = complaint_of(request, reference)
    named = row.representatives.filter(ended_on__isnull=True).last()
    page = ActPage(
        "Who speaks for them",
        "With their consent, letters go to this person. Without it, tell them nothing.",
        "Save",
        "Written down.",
    )

    def act(data: dict[str, Any]) -> object:
        return describing.name_speaker(complaint=row, speaker=Speaker(**data), by=request.user)

    initial = {name: getattr(named, name, "") for name in SpeakerForm.base_fields if name != "speaks_no_more"} if named else {}
    return shown_or_done(request, row, SpeakerForm(sent(request), initial=initial), page, act)
