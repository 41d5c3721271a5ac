"""Stopping all posts, and letting them go again (S-12)."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.content.posts.models import Publication
from steamie.content.publishing.actions import stops
from steamie.content.publishing.forms import ResumeForm, StopForm
from steamie.content.publishing.models import Stop
from steamie.people.models import Person
from steamie.people.permissions import require, settled
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
def stop(request: DeskRequest) -> HttpResponse:
    """Stop all posts; while a stop is in force, the page that shows it and offers to lift it."""
    require(request.user, Act.WITHDRAW)
    in_force = Stop.objects.in_force().select_related("by").first()
    if request.method != "POST":
        return _page(request, ResumeForm() if in_force else StopForm(), in_force)
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None)
    stops.stop_everything(reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"Everything {'was stopped already' if in_force else 'is stopped'}, on every channel.")
    return redirect("publishing:stop")


@login_required
@require_POST
def resume(request: DeskRequest) -> HttpResponse:
    """Lift the stop that the page showed. One that was lifted meanwhile, or another one, stays as it is."""
    require(request.user, Act.WITHDRAW)
    in_force = Stop.objects.in_force().select_related("by").first()
    form = ResumeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, in_force)
    if in_force is None or in_force.pk != form.cleaned_data["lifts"]:
        messages.warning(request, "That stop had been lifted already. Look at what is in force now.")
    else:
        stops.resume(reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Posts go out again when they are due. What fell due meanwhile is held for you.")
    return redirect("publishing:stop")


def _page(request: DeskRequest, form: Form, in_force: Stop | None) -> HttpResponse:
    now = timezone.now()
    going = Publication.objects.filter(step__in=stops.GOING)
    by_itself = in_force is not None and in_force.by_id is None
    context = {
        "room": "today",
        "form": form,
        "why_not": _why_not(request.user) if by_itself else "",
        "stop_in_force": in_force,
        "going": _posts(going),
        "soon": _posts(going.filter(due_at__lte=now + timedelta(minutes=1))),
        "held": Publication.objects.waiting_for_a_person().count(),
    }
    return render(request, "publishing/stop.html", context, status=422 if form.errors else 200)


def _why_not(person: Person) -> str:
    """Why they may not lift a stop that the installation made by itself; empty when they may."""
    answer = settled(person)
    return "" if answer.allowed else answer.reason


def _posts(rows: QuerySet[Publication]) -> int:
    """How many posts these are of: one on two channels is one."""
    return rows.order_by().values("post").distinct().count()
