"""The four policies: read, acknowledged, put on record."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people import actions, forms
from steamie.people.models import Policy
from steamie.people.once import done_once
from steamie.people.permissions import require, rests, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from .answers import do, done, formed, page


@login_required
@require_safe
def policies(request: DeskRequest) -> HttpResponse:
    """The four policies: what I have still to read, what is in force."""
    day = timezone.localdate()
    mine = {lapse.kind: lapse for lapse in request.user.lapses(day)}
    latest = {ack.policy_id: ack.at for ack in request.user.acknowledgements.order_by("at")}
    rows = [(policy, mine.get(policy.in_force.kind), latest.get(policy.pk)) for policy in Policy.objects.current(day)]
    context = {
        "rows": rows,
        "lapsed": len(mine),
        "first": next((policy.pk for policy, lapse, _ in rows if lapse), None),
        "rests": rests(request.user, day),
        "coming": Policy.objects.filter(effective_from__gt=day).order_by("effective_from"),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
    }
    return page(request, "people/policies.html", context)


@login_required
@require_POST
def acknowledge(request: DeskRequest, pk: int) -> HttpResponse:
    """I have read it and will follow it."""
    policy = get_object_or_404(Policy, pk=pk)
    if request.POST.get("read") != "yes":
        messages.error(request, f"Tick the box to say you have read the {policy.title}.")
        return redirect("people:policies")
    words = f"Thank you. You have acknowledged the {policy.title}."
    return do(request, lambda: actions.acknowledge(policy=policy, by=request.user), words, to="people:policies")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def policy(request: DeskRequest) -> HttpResponse:
    """Put a version of a policy on record."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.PolicyForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.adopt_policy, by=request.user):
        return done(request, "The policy is on record. Everyone it is asked of will be told to read it.", to="people:policies")
    lede = "From its first day, nobody writes, plans, approves or connects before reading it. Stopping a post always works."
    return formed(request, form, "Record a policy", "Record it", lede)
