"""Consultations and projects at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.consultations.actions import answering, consulting
from steamie.consultations.actions.answering import AnswerSheet
from steamie.consultations.actions.consulting import ConsultationPlan
from steamie.consultations.forms import ConsultationDecisionForm, ConsultationForm, PaperAnswerForm
from steamie.consultations.models import Consultation
from steamie.consultations.results import results_of
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.portal.models import Tenancy
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number

HELD_SHOWN = 40  # answers held back, on one page


@login_required
@require_safe
def consultations(request: DeskRequest) -> HttpResponse:
    """Every consultation, drafts too."""
    require(request.user, Act.READ_MEASURES)
    context = {
        "room": "website",
        "consultations": Consultation.objects.all(),
        "today": timezone.localdate(),
        "edits": ruling(request.user, Act.EDIT_WEBSITE).allowed,
    }
    return render(request, "consultations/desk_consultations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def write(request: DeskRequest) -> HttpResponse:
    """Write one."""
    require(request.user, Act.EDIT_WEBSITE)
    form, kept = ConsultationForm(request.POST or None), []

    def act(data: dict[str, Any]) -> object:
        kept.append(consulting.draft(plan=ConsultationPlan(**data), by=request.user))
        return kept

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "Written. Nobody sees it before you publish it.")
        return redirect("consultations_desk:consultation", kept[0].pk)
    context = {"room": "website", "form": form, "heading": "Write a consultation", "label": "Keep it"}
    return render(request, "consultations/desk_form.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def consultation(request: DeskRequest, pk: int) -> HttpResponse:
    """One of them: how many answered, the words for staff alone, and what is to be done next."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, get_object_or_404(Consultation, pk=pk), ConsultationDecisionForm())


def _page(request: DeskRequest, row: Consultation, form: ConsultationDecisionForm) -> HttpResponse:
    today, edits = timezone.localdate(), ruling(request.user, Act.EDIT_WEBSITE).allowed
    words = [
        (question, [part.words for part in question.parts.filter(answer__counts=True).exclude(words="").order_by("?")])
        for question in row.questions.all()
        if not question.choices
    ]
    held = list(row.answers.to_look_at().order_by("pk").prefetch_related("parts__question")[:HELD_SHOWN]) if edits else []
    context = {
        "room": "website",
        "consultation": row,
        "held": held,
        "up_to": held[-1].pk if held else 0,
        "results": results_of(row),
        "words": words if edits else [],
        "is_open": row.is_open(today),
        "closed": row.published_at is not None and row.is_closed(today),
        "edits": edits,
        "form": form,
    }
    return render(request, "consultations/desk_consultation.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def publication(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish it."""
    require(request.user, Act.EDIT_WEBSITE)
    row = get_object_or_404(Consultation, pk=pk)
    try:
        consulting.publish(consultation=row, by=request.user)
    except NotReady as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Published. It opens and closes by itself on its days.")
    return redirect("consultations_desk:consultation", row.pk)


@login_required
@require_POST
@done_once
def counting(request: DeskRequest, pk: int) -> HttpResponse:
    """Count the answers that were held back."""
    require(request.user, Act.EDIT_WEBSITE)
    return _settled(request, pk, counts=True)


@login_required
@require_POST
@done_once
def leaving_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Leave the answers out that were held back."""
    require(request.user, Act.EDIT_WEBSITE)
    return _settled(request, pk, counts=False)


def _settled(request: DeskRequest, pk: int, *, counts: bool) -> HttpResponse:
    row, up_to = get_object_or_404(Consultation, pk=pk), whole_number(request.POST.get("up_to", "")) or 0
    number = answering.settle_held(consultation=row, up_to=up_to, counts=counts, by=request.user)
    messages.success(request, f"{number} {'counted' if counts else 'left out'}.")
    return redirect("consultations_desk:consultation", row.pk)


@login_required
@require_POST
@done_once
def decision(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what was decided."""
    require(request.user, Act.EDIT_WEBSITE)
    row, form = get_object_or_404(Consultation, pk=pk), ConsultationDecisionForm(request.POST)

    def act(data: dict[str, Any]) -> object:
        return consulting.decide(consultation=row, words=data["words"], by=request.user)

    if not carried_out(form, act):
        return _page(request, row, form)
    messages.success(request, "Everybody can read it now, beside the results.")
    return redirect("consultations_desk:consultation", row.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def paper_answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down an answer that came on paper."""
    require(request.user, Act.EDIT_WEBSITE)
    row = get_object_or_404(Consultation.objects.public(), pk=pk)
    form = PaperAnswerForm(request.POST or None, consultation=row)

    def act(data: dict[str, Any]) -> object:
        sheet = AnswerSheet(form.choices(), form.words(), get_random_string(40))
        return answering.answer(consultation=row, sheet=sheet, tenancy=_household(data["reference"]), by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "The answer is written down.")
        return redirect("consultations_desk:consultation", row.pk)
    context = {"room": "website", "form": form, "heading": f"A sheet for “{row.title}”", "label": "Write it down"}
    return render(request, "consultations/desk_form.html", context, status=422 if form.errors else 200)


def _household(reference: str) -> Tenancy | None:
    if not reference.strip():
        return None
    row = Tenancy.objects.in_force(timezone.localdate()).filter(reference=reference.strip().upper()).first()
    if row is None:
        raise NotReady([Problem("No tenancy of today has this number.", "reference")])
    return row
