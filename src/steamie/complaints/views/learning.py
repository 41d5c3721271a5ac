"""What was learnt of a complaint: published, taken back, and changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.complaints.actions import learning as actions
from steamie.complaints.forms import ChangedForm, PublicLearningForm
from steamie.complaints.models import Complaint, ComplaintLearning
from steamie.people.once import done_once
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest

from .forms_of_acts import ActPage, back, complaint_of, sent, shown_or_done


def _learnt(row: Complaint) -> ComplaintLearning:
    found = ComplaintLearning.objects.filter(complaint=row).first()
    if found is None:
        raise Http404("Nothing was learnt from it yet.")
    return found


@login_required
@done_once
def publication(request: DeskRequest, reference: str) -> HttpResponse:
    """Put what was learnt on the public page."""
    row = complaint_of(request, reference)
    found = _learnt(row)
    page = ActPage(
        "Publish what we learnt", "It stands on the website beside the figures.", "Publish it", "It stands on the website."
    )

    def act(data: dict[str, Any]) -> object:
        return actions.publish_learning(complaint=row, words=data["public_words"], by=request.user)

    form = PublicLearningForm(sent(request), initial={"public_words": found.public_words or found.change})
    return shown_or_done(request, row, form, page, act)


@login_required
@require_POST
@done_once
def publication_withdrawal(request: DeskRequest, reference: str) -> HttpResponse:
    """Take it off the public page."""
    row = complaint_of(request, reference)
    try:
        actions.withdraw_learning(complaint=row, by=request.user)
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
        return back(request, row)
    messages.success(request, "It is off the website.")
    return back(request, row)


@login_required
@done_once
def change(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down that it is changed."""
    row = complaint_of(request, reference)
    found = _learnt(row)
    page = ActPage("It is changed", found.change, "Save", "It is written down.")

    def act(data: dict[str, Any]) -> object:
        return actions.note_changed(complaint=row, on=data["on"], by=request.user)

    return shown_or_done(request, row, ChangedForm(sent(request), initial={"on": timezone.localdate()}), page, act)
