"""Campaigns: a new one, and the posts of each."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from steamie.equality.screening import screening_of
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import campaigns as actions
from .forms import CampaignForm, GatherForm
from .models import Campaign
from .screened import CAMPAIGN


@login_required
@done_once
def campaigns(request: DeskRequest) -> HttpResponse:
    """Every campaign, and a new one."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.PLAN)
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and carried_out(form, lambda data: actions.begin_campaign(by=request.user, **data)):
        messages.success(request, "The campaign is begun. Check it for equality before its first post is approved.")
        return redirect("objectives:campaign", Campaign.objects.latest("pk").pk)
    rows = Campaign.objects.annotate(number=Count("members")).order_by("-at", "-pk")
    context = {
        "room": "calendar",
        "form": form,
        "rows": [(row, screening_of(CAMPAIGN, str(row.pk))) for row in rows],
        "may_begin": ruling(request.user, Act.PLAN).allowed,
    }
    return render(request, "objectives/campaigns.html", context, status=422 if form.errors else 200)


@login_required
@done_once
def campaign(request: DeskRequest, pk: int) -> HttpResponse:
    """One campaign: its check, and its posts."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.PLAN)
    row = get_object_or_404(Campaign, pk=pk)
    mine = list(row.members.values_list("post_id", flat=True))
    form = GatherForm(request.POST or None, offered=actions.offered_posts(row, timezone.now()), initial={"posts": mine})
    if request.method == "POST" and carried_out(
        form, lambda data: actions.gather_campaign(campaign=row, posts=list(data["posts"]), by=request.user)
    ):
        messages.success(request, "Kept.")
        return redirect("objectives:campaign", pk)
    context = {
        "room": "calendar",
        "campaign": row,
        "screening": screening_of(CAMPAIGN, str(pk)),
        "posts": [member.post for member in row.members.select_related("post")],
        "form": form,
        "may_gather": ruling(request.user, Act.PLAN).allowed,
    }
    return render(request, "objectives/campaign.html", context, status=422 if form.errors else 200)
