"""The page about own profiles: guidance for everybody, a way to report, and for the officer training and answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import actions, answering
from .forms import ProfileAnswerForm, ProfileReportForm, ProfileTrainingForm
from .models import ProfileReport, ProfileTraining
from .who import asked


@login_required
@require_safe
def guidance(request: DeskRequest) -> HttpResponse:
    """What to keep in mind on one's own profile, and how to tell us when something went wrong."""
    return _page(request)


@login_required
@require_POST
@done_once
def report(request: DeskRequest) -> HttpResponse:
    """Tell us that a profile seemed to speak for us."""
    require(request.user, Act.LOG_CASE)
    form = ProfileReportForm(request.POST, auto_id="report_%s")
    return _acted(request, form, "report", lambda typed: _reported(request, typed))


@login_required
@require_POST
@done_once
def training(request: DeskRequest) -> HttpResponse:
    """Write down who was trained."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = ProfileTrainingForm(request.POST, auto_id="training_%s", people=asked())
    return _acted(request, form, "training", lambda typed: _trained(request, typed))


@login_required
@require_POST
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer a report."""
    row = sought(request.user, Act.EDIT_STRATEGY, ProfileReport.objects.all(), pk=pk)
    form = ProfileAnswerForm(request.POST, auto_id=f"answer{pk}_%s")
    return _acted(request, form, f"answer {pk}", lambda typed: _answered(request, row, typed))


def _acted(request: DeskRequest, form: forms.Form, which: str, save: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """Do what the form asks, or show it again with what is wrong and every word in it."""
    if not form.is_valid():
        return _page(request, {which: form}, status=422)
    try:
        messages.success(request, save(form.cleaned_data))
    except LookupError:
        form.add_error(None, "The strategy names no such risk, so there is no register to put it in. Answer it with “No”.")
        return _page(request, {which: form}, status=422)
    except ValidationError as why:
        for field, problems in why.message_dict.items():
            form.add_error(field, problems)
        return _page(request, {which: form}, status=422)
    return redirect("profiles:guidance")


def _reported(request: DeskRequest, typed: dict[str, Any]) -> str:
    actions.report(on=typed["on"], what=typed["what"], by=request.user)
    return "Thank you. Your report is kept, and somebody looks at it."


def _trained(request: DeskRequest, typed: dict[str, Any]) -> str:
    actions.train(person=typed["person"], on=typed["on"], by=request.user)
    return "The training is written down."


def _answered(request: DeskRequest, row: ProfileReport, typed: dict[str, Any]) -> str:
    row = answering.answer(row=row, words=typed["words"], is_incident=typed["incident"], by=request.user)
    return "It is in the register. Now score the risk again." if row.incident_id else "The report is answered."


def _page(request: DeskRequest, tried: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    person, tried = request.user, tried or {}
    may_train, may_answer = (ruling(person, act).allowed for act in (Act.MANAGE_PEOPLE, Act.EDIT_STRATEGY))
    waiting = ProfileReport.objects.waiting() if may_answer else ProfileReport.objects.none()
    context = {
        "own": ProfileTraining.objects.filter(person=person).first(),
        "report": _shown(tried, "report", ProfileReportForm) if ruling(person, Act.LOG_CASE).allowed else None,
        "training": _shown(tried, "training", ProfileTrainingForm, people=asked()) if may_train else None,
        "trained": ProfileTraining.objects.select_related("person")[:50] if may_train else [],
        "waiting": [(row, _shown(tried, f"answer {row.pk}", ProfileAnswerForm, f"answer{row.pk}")) for row in waiting],
        "answered": ProfileReport.objects.exclude(answered_at=None)[:20] if may_answer else [],
        "wrong": next(iter(tried.values()), None),
        "today": timezone.localdate(),
    }
    return render(request, "profiles/guidance.html", context, status=status)


def _shown(tried: dict[str, forms.Form], which: str, kind: type[forms.Form], name: str = "", **more: Any) -> forms.Form:
    return tried.get(which) or kind(auto_id=f"{name or which}_%s", **more)
