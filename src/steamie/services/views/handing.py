"""Repairs on the desk: how each hand-over stands, where repairs go, and what residents said when asked whether it was fixed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.casework.sight import require_words
from steamie.casework.views.case import case_for
from steamie.casework.views.inbox import visible
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.people.sessions import asks_before_showing
from steamie.rules.permissions import Act
from steamie.services.desk_forms import JobForm, SystemForm, filled_in
from steamie.services.handing import acting, carriers, keeping
from steamie.services.models import HandOver, RepairRequest, RepairsSystem, Verdict
from steamie.services.models.handing_over import Carrier, HandOverState
from steamie.services.shown import tone_of

PAGE = 40


@login_required
@require_safe
def repairs(request: DeskRequest) -> HttpResponse:
    """Every repair that was told online and of which this person sees anything, the newest first."""
    mine = RepairRequest.objects.filter(case__in=visible(request.user))
    state, verdict = request.GET.get("state", ""), request.GET.get("fixed", "")
    rows = mine.select_related("case", "case__hand_over").order_by("-case__received_at", "-pk")
    if state in HandOverState.values:
        rows = rows.filter(case__hand_over__state=state)
    if verdict in Verdict.values:
        rows = rows.filter(verdict=verdict, case__is_test=False)
    elif verdict == "unanswered":
        rows = rows.asked().filter(verdict="")
    states = dict(mine.order_by().values_list("case__hand_over__state").annotate(n=Count("pk")))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "room": "cases",
        "page": page,
        "rows": [(row, _hand_over(row)) for row in page],
        "states": [(one.value, one.label, states.get(one.value, 0)) for one in HandOverState],
        "answers": _answers(mine.asked()),
        "chosen": {"state": state, "fixed": verdict},
        "system": keeping.system(),
        "may_set": ruling(request.user, Act.CONNECT).allowed,
    }
    return render(request, "services/desk_repairs.html", context)


def _hand_over(row: RepairRequest) -> tuple[HandOver, tuple[str, str]] | None:
    handed = getattr(row.case, "hand_over", None)
    return (handed, tone_of(handed)) if handed else None


def _answers(asked: Any) -> list[tuple[str, str, int]]:
    """What was answered, each with how many: these are the rows behind the figure."""
    numbers = dict(asked.order_by().values_list("verdict").annotate(n=Count("pk")))
    counted = [(one.value, one.label, numbers.get(one.value, 0)) for one in Verdict]
    return [*counted, ("unanswered", "No answer", numbers.get("", 0))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks_before_showing
@done_once
def system(request: DeskRequest) -> HttpResponse:
    """Where repairs go."""
    require(request.user, Act.CONNECT)
    newest = RepairsSystem.objects.first()
    if request.method != "POST":
        return _system(request, SystemForm(initial=filled_in(newest)), newest)
    form = SystemForm(request.POST)
    if not carried_out(form, lambda _: acting.set_system(system=form.system(), by=request.user)):
        return _system(request, form, newest, status=422)
    messages.success(request, "From now on repairs go there. Those on their way go there too.")
    return redirect("services_desk:system")


def _system(request: DeskRequest, form: SystemForm, newest: RepairsSystem | None, status: int = 200) -> HttpResponse:
    secret = newest.secret if newest and newest.carrier == Carrier.WEBHOOK else ""
    context = {"room": "cases", "form": form, "newest": newest, "secret": secret, "folder": carriers.folder()}
    return render(request, "services/desk_system.html", context, status=status)


def _handed(request: DeskRequest, reference: str) -> HandOver:
    """The hand-over of a case that this person may work on."""
    case = case_for(request, reference)
    require_words(request.user, case)
    row = HandOver.objects.select_related("case").filter(case=case).first()
    if row is None:
        raise Http404("It was not handed over.")
    return row


@login_required
@require_POST
def hand_over_again(request: DeskRequest, reference: str) -> HttpResponse:
    """Send it again, under the same key."""
    row = _handed(request, reference)
    if row.may_go_again:
        acting.send_again(hand_over=row, by=request.user)
        messages.success(request, "It is sent again, under the same key: over there it is still one repair.")
    else:
        messages.info(request, "The repairs system has this one already.")
    return redirect("casework:case", row.case.reference)


@login_required
@require_POST
@done_once
def accepted(request: DeskRequest, reference: str) -> HttpResponse:
    """Somebody said on the phone that they have it."""
    row = _handed(request, reference)
    form = JobForm(request.POST, prefix="job")
    if form.is_valid():
        data = form.cleaned_data
        why = f"{data['told_by'] or 'Somebody there'} told {request.user.name}."
        acting.accept(hand_over=row, job=data["job"], why=why, by=request.user)
        messages.success(request, "It is written down that they have it.")
    else:
        messages.error(request, "A job number has at most 60 letters, a name 120. Nothing was written down.")
    return redirect("casework:case", row.case.reference)
