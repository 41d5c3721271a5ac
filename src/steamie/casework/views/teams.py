"""Teams, who is in them, and how long each kind of case takes: the landlord's data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from steamie.casework.actions import teams as actions
from steamie.casework.forms import MemberForm, OwnTimeForm, TeamForm
from steamie.casework.models import Membership, Team
from steamie.casework.timing import every_rule
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.clocks import Unit
from steamie.rules.permissions import Act


@login_required
@require_safe
def teams(request: DeskRequest) -> HttpResponse:
    """Who deals with what, and in which time."""
    require(request.user, Act.SET_TEAMS)
    return _page(request)


def _page(request: DeskRequest, **tried: Form) -> HttpResponse:
    today = timezone.localdate()
    members = Membership.objects.in_force(today).select_related("person")
    held = {team: [row for row in members if row.team_id == team.pk] for team in Team.objects.all()}
    rules = every_rule(today)
    by_others = [row for row in rules if row[1] and row[1].source]
    ours = [row for row in rules if row not in by_others]
    forms = {
        "team_form": TeamForm(prefix="team"),
        "member_form": MemberForm(prefix="member"),
        "time_form": OwnTimeForm(prefix="time"),
    }
    context: dict[str, Any] = {"room": "cases", "teams": held.items(), "our_times": ours, "set_times": by_others}
    return render(request, "casework/teams.html", context | forms | tried, status=422 if tried else 200)


def _done(
    request: DeskRequest, form: Form, name: str, act: Callable[[dict[str, Any]], object], words: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Do what the form asks and come back; or show it again with what is wrong. ``words`` say what was done."""
    if not carried_out(form, act):
        return _page(request, **{name: form})
    messages.success(request, words(form.cleaned_data))
    return redirect("casework:teams")


@login_required
@require_POST
@done_once
def add_team(request: DeskRequest) -> HttpResponse:
    """Add a team."""
    require(request.user, Act.SET_TEAMS)

    def act(data: dict[str, Any]) -> object:
        return actions.add_team(code=slugify(data["name"])[:40], name=data["name"], email=data["email"], by=request.user)

    return _done(request, TeamForm(request.POST, prefix="team"), "team_form", act, lambda data: f"{data['name']} is a team now.")


@login_required
@require_POST
@done_once
def join(request: DeskRequest) -> HttpResponse:
    """Put somebody in a team."""
    require(request.user, Act.SET_TEAMS)

    def act(data: dict[str, Any]) -> object:
        return actions.join(team=data["team"], person=data["person"], stands_in=data["stands_in"], by=request.user)

    return _done(
        request,
        MemberForm(request.POST, prefix="member"),
        "member_form",
        act,
        lambda data: f"{data['person'].name} is in {data['team'].name}.",
    )


@login_required
@require_POST
@done_once
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """Take somebody out of a team."""
    require(request.user, Act.SET_TEAMS)
    membership = get_object_or_404(Membership, pk=pk)
    actions.leave(membership=membership, by=request.user)
    messages.success(request, f"{membership.person.name} has left {membership.team.name}. Their cases went back to the team.")
    return redirect("casework:teams")


@login_required
@require_POST
@done_once
def set_time(request: DeskRequest) -> HttpResponse:
    """Say how long a kind of case takes."""
    require(request.user, Act.SET_TEAMS)

    def act(data: dict[str, Any]) -> object:
        return actions.set_own_time(kind=data["kind"], amount=data["amount"], unit=Unit(data["unit"]), by=request.user)

    return _done(
        request,
        OwnTimeForm(request.POST, prefix="time"),
        "time_form",
        act,
        lambda _: "That is our time from today on. Open cases keep theirs.",
    )
