"""Projects and what tenants approved, at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.consultations.actions import projects as actions
from steamie.consultations.actions.projects import ApprovalNote, ProjectPlan
from steamie.consultations.forms import ApprovalNoteForm, GatheringForm, OutcomeForm, ProjectForm
from steamie.consultations.models import Project, TenantApproval
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
@require_safe
def projects(request: DeskRequest) -> HttpResponse:
    """Every project, with how many took part."""
    require(request.user, Act.READ_MEASURES)
    context = {
        "room": "website",
        "projects": Project.objects.counted(),
        "edits": ruling(request.user, Act.EDIT_WEBSITE).allowed,
    }
    return render(request, "consultations/desk_projects.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def begin(request: DeskRequest) -> HttpResponse:
    """Publish a project."""
    require(request.user, Act.EDIT_WEBSITE)
    form = ProjectForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return actions.begin(plan=ProjectPlan(**data), by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "The project has its page.")
        return redirect("consultations_desk:projects")
    context = {"room": "website", "form": form, "heading": "Begin a project", "label": "Publish it"}
    return render(request, "consultations/desk_form.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def project(request: DeskRequest, pk: int) -> HttpResponse:
    """One project."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, get_object_or_404(Project, pk=pk))


def _page(request: DeskRequest, row: Project, **tried: Any) -> HttpResponse:
    context = {
        "room": "website",
        "project": row,
        "gatherings": row.gatherings.all(),
        "gathering_form": GatheringForm(prefix="gathering"),
        "report_form": OutcomeForm(prefix="report", initial={"outcome": row.outcome}),
        "edits": ruling(request.user, Act.EDIT_WEBSITE).allowed,
        **tried,
    }
    return render(request, "consultations/desk_project.html", context, status=422 if tried else 200)


@login_required
@require_POST
@done_once
def gathering(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down how many took part on a day."""
    require(request.user, Act.EDIT_WEBSITE)
    row, form = get_object_or_404(Project, pk=pk), GatheringForm(request.POST, prefix="gathering")

    def act(data: dict[str, Any]) -> object:
        return actions.count_gathering(project=row, **data, by=request.user)

    if not carried_out(form, act):
        return _page(request, row, gathering_form=form)
    messages.success(request, "Written down.")
    return redirect("consultations_desk:project", row.pk)


@login_required
@require_POST
@done_once
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what came of it."""
    require(request.user, Act.EDIT_WEBSITE)
    row, form = get_object_or_404(Project, pk=pk), OutcomeForm(request.POST, prefix="report")

    def act(data: dict[str, Any]) -> object:
        return actions.report(project=row, **data, by=request.user)

    if not carried_out(form, act):
        return _page(request, row, report_form=form)
    messages.success(request, "Everybody can read what came of it.")
    return redirect("consultations_desk:project", row.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def approvals(request: DeskRequest) -> HttpResponse:
    """What tenants approved, and writing it down."""
    require(request.user, Act.EDIT_WEBSITE)
    form = ApprovalNoteForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return actions.note_approval(note=ApprovalNote(**data), by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It stands on the page of consultations: what, when and how many. The names stay here.")
        return redirect("consultations_desk:approvals")
    context = {"room": "website", "form": form, "approvals": TenantApproval.objects.all()[:50]}
    return render(request, "consultations/desk_approvals.html", context, status=422 if form.errors else 200)
