"""Damp and mould at the desk: each deed has a page of its own with its form, reached from the page of its case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone

from steamie.people.once import done_once
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Way
from steamie.services.actions import awareness, damp_again, damp_work
from steamie.services.actions.damp_work import Inspection
from steamie.services.damp_forms import AccessForm, AwareForm, CameBackForm, InvestigationForm, PaymentForm, WorkForm
from steamie.services.damp_matters import current_matter
from steamie.services.damp_standing import DampStanding
from steamie.services.models import Cause, DampMatter

from .deed_pages import DeedPage, answered, readable, sent


def matter_of(request: DeskRequest, reference: str) -> DampMatter:
    """The matter of damp of a case that this person may work on; 404 for a case that is none."""
    matter = current_matter(readable(request, reference))
    if matter is None:
        raise Http404("This case is not one of damp.")
    return matter


@login_required
@done_once
def aware(request: DeskRequest, reference: str) -> HttpResponse:
    """Say that a case is damp and mould."""
    case = readable(request, reference)
    deed = DeedPage(
        "This is damp or mould",
        "The law’s days count from when we became aware, not from when you press.",
        "Start the law’s clock",
        f"{case.reference} is damp and mould now, and the law’s clock runs.",
    )

    def act(data: dict[str, Any]) -> object:
        way = Way(data["way"] or case.way)
        return awareness.become_aware(case=case, aware_at=data["aware_at"] or case.received_at, way=way, by=request.user)

    return answered(request, case, AwareForm(sent(request)), deed, act)


@login_required
@done_once
def investigation(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down that the home was looked at."""
    matter = matter_of(request, reference)
    deed = DeedPage(
        "We looked at it",
        "By a person who is fit to. From afar only with a reason.",
        "Save",
        "It is written down. The days for the summary count from when we finished looking.",
    )

    def act(data: dict[str, Any]) -> object:
        return damp_work.investigate(matter=matter, look=_look(data), by=request.user)

    return answered(request, matter.case, InvestigationForm(sent(request)), deed, act)


def _look(data: dict[str, Any]) -> Inspection:
    yes = {name: data[name] == "yes" for name in ("damp_free", "work_needed")}
    words = {name: data[name] for name in ("finished_at", "looked_by", "competence", "findings", "remote_because")}
    return Inspection(**words, **yes, cause=Cause(data["cause"]) if data["cause"] else None)


@login_required
@done_once
def no_access(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down that nobody could get in."""
    matter = matter_of(request, reference)
    deed = DeedPage(
        "We could not get in",
        "It is on record. The clock runs on: if we will be late, the tenant gets a delay notice.",
        "Save",
        "It is on record. The clock runs on.",
    )

    def act(data: dict[str, Any]) -> object:
        return damp_work.find_no_access(matter=matter, tried_at=data["tried_at"], words=data["words"], by=request.user)

    return answered(request, matter.case, AccessForm(sent(request)), deed, act)


@login_required
@done_once
def work(request: DeskRequest, reference: str, duty: str) -> HttpResponse:
    """Write down that work began, or was finished."""
    matter = matter_of(request, reference)
    rule = next((one for one in matter.regime.duties if one.code == duty), None)
    if rule is None:
        raise Http404("The law knows no such duty.")
    deed = DeedPage(
        f"We did it: {rule.label}", "Only what was done. What is planned is not written down here.", "Save", "Written down."
    )

    def act(data: dict[str, Any]) -> object:
        return damp_work.work(matter=matter, duty=duty, done_at=data["done_at"], words=data["words"], by=request.user)

    return answered(request, matter.case, WorkForm(sent(request)), deed, act)


@login_required
@done_once
def payment(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down what was paid because a duty was late."""
    matter = matter_of(request, reference)
    owed = DampStanding(matter, timezone.now()).outstanding
    deed = DeedPage(
        "Payment for lateness", f"Not paid yet: £{owed}. They need not ask for it.", "Save", "The payment is on record."
    )

    def act(data: dict[str, Any]) -> object:
        return damp_work.pay(matter=matter, pounds=data["pounds"], on=data["on"], by=request.user)

    form = PaymentForm(sent(request), initial={"pounds": owed or None, "on": timezone.localdate()})
    return answered(request, matter.case, form, deed, act)


@login_required
@done_once
def came_back(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down whether it came back."""
    matter = matter_of(request, reference)
    deed = DeedPage(
        "Did it come back?",
        "If it did, the case opens again and the law’s days begin anew.",
        "Save",
        "It is on record.",
    )

    def act(data: dict[str, Any]) -> object:
        back = data["came_back"] == "yes"
        return damp_again.answer_whether_back(matter=matter, came_back=back, by=request.user)

    return answered(request, matter.case, CameBackForm(sent(request)), deed, act)
