"""Hours and money: enter some in a minute, and see each quarter against its plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.quarters import quarter_of

from . import actions, contacts, figures
from .forms import EffortForm, EffortPlanForm
from .models import EffortEntry

SHOWN = 20  # entries


@login_required
@done_once
def effort(request: DeskRequest) -> HttpResponse:
    """This quarter against its plan, the quarters before, and a form to enter what today took."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.MEASURE)
    form = EffortForm(request.POST or None, initial={"day": timezone.localdate().isoformat(), "task": "write"})
    if request.method == "POST" and carried_out(form, lambda _: actions.enter_effort(by=request.user, **form.entry())):
        entry = form.entry()
        messages.success(request, f"Kept: {figures.hours(entry['minutes'])}, {figures.pounds(entry['pence'])}.")
        return redirect("effort:effort")
    return _page(request, form=form)


def _page(request: DeskRequest, **tried: Any) -> HttpResponse:
    today = timezone.localdate()
    span = quarter_of(today)
    quarters = figures.last_quarters(today)
    entries = EffortEntry.objects.standing().between(span.first, span.last).select_related("by").order_by("-day", "-pk")
    context = {
        "room": "readings",
        "now": quarters[0],
        "quarters": [(row, figures.hours(row.minutes), figures.pounds(row.pence)) for row in quarters],
        "tasks": [(label, figures.hours(minutes), figures.pounds(pence)) for label, minutes, pence in figures.by_task(span)],
        "entries": [(row, figures.hours(row.minutes), figures.pounds(row.pence)) for row in entries[:SHOWN]],
        "ways": contacts.cost_of_contacts(span),
        "form": EffortForm(initial={"day": today.isoformat(), "task": "write"}),
        "plan_form": EffortPlanForm(prefix="plan"),
        "may_enter": ruling(request.user, Act.MEASURE).allowed,
        "may_plan": ruling(request.user, Act.EDIT_STRATEGY).allowed,
        **tried,
    }
    wrong = any(form.errors for form in tried.values())
    return render(request, "effort/effort.html", context, status=422 if wrong else 200)


@login_required
@require_POST
@done_once
def plan(request: DeskRequest) -> HttpResponse:
    """Say what a quarter may take."""
    require(request.user, Act.EDIT_STRATEGY)
    form = EffortPlanForm(request.POST, prefix="plan")
    if not carried_out(form, lambda _: actions.plan_effort(by=request.user, **form.plan())):
        return _page(request, plan_form=form)
    messages.success(request, "The plan is kept. The plan before it stays on record.")
    return redirect("effort:effort")


@login_required
@require_POST
@done_once
def withdrawal(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back what was entered wrongly."""
    require(request.user, Act.MEASURE)
    actions.take_effort_back(entry=get_object_or_404(EffortEntry, pk=pk), by=request.user)
    messages.success(request, "Taken back. It stays on record, and counts no more.")
    return redirect("effort:effort")
