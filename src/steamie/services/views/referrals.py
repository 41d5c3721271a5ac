"""Referrals at the desk: somebody is passed on to others who help, and what became of it is written down."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from steamie.people.once import done_once
from steamie.people.requests import DeskRequest
from steamie.services.actions import referring
from steamie.services.actions.referring import PassingOn
from steamie.services.application_forms import ReferralForm, ReferralOutcomeForm
from steamie.services.models import ReferralOutcome

from .deed_pages import DeedPage, answered, readable, sent


@login_required
@done_once
def refer(request: DeskRequest, reference: str) -> HttpResponse:
    """Pass somebody on."""
    case = readable(request, reference)
    deed = DeedPage("Pass them on", "To somebody who helps with what we cannot do.", "Save", "It is on record.")

    def act(data: dict[str, Any]) -> object:
        return referring.refer(case=case, passing_on=PassingOn(**data), by=request.user)

    return answered(request, case, ReferralForm(sent(request)), deed, act)


@login_required
@done_once
def outcome(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Write down what became of it."""
    case = readable(request, reference)
    referral = get_object_or_404(case.referrals, pk=pk)
    deed = DeedPage("What became of it", f"Passed on to {referral.to}.", "Save", "It is on record.")

    def act(data: dict[str, Any]) -> object:
        chosen = ReferralOutcome(data["outcome"])
        return referring.note_outcome(referral=referral, outcome=chosen, words=data["words"], by=request.user)

    return answered(request, case, ReferralOutcomeForm(sent(request)), deed, act)
