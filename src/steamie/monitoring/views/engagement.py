"""Engagement against its baseline, with the method shown; and a new baseline (S-47, S-54)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.channels.models import Channel
from steamie.monitoring.actions import NothingToKeep, fix_baseline
from steamie.monitoring.actions.collecting import gives_readings
from steamie.monitoring.engaging import ASKED_BY, compare_with_baseline, newest
from steamie.monitoring.forms import BaselineForm
from steamie.monitoring.measures import DAYS_READ
from steamie.monitoring.models import Baseline
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.engagement import FEWEST
from steamie.rules.permissions import Act
from steamie.rules.standing import State


@login_required
@require_safe
def engagement(request: DeskRequest) -> HttpResponse:
    """Each aim: then and now, the change and how sure it is, the season, and quarter by quarter."""
    require(request.user, Act.READ_MEASURES)
    today = timezone.localdate()
    aims = [_aim(code, label, today) for code, label in Baseline.AIMS]
    may_fix = ruling(request.user, Act.EDIT_STRATEGY).allowed
    return render(request, "monitoring/engagement.html", {"room": "readings", "aims": aims, "may_fix": may_fix, "fewest": FEWEST})


def _aim(code: str, label: str, today: Any) -> dict[str, Any]:
    in_use = newest(code)
    comparison = compare_with_baseline(in_use, today) if in_use else None
    state = State(comparison.verdict) if comparison and comparison.verdict else State.NOT_MEASURED
    return {"code": code, "label": label, "clause": ASKED_BY[code].number, "comparison": comparison, "state": state}


@login_required
@done_once
def baseline(request: DeskRequest, aim: str) -> HttpResponse:
    """Choose the days that later ones are held against, and the target. Earlier baselines stay on record."""
    require(request.user, Act.EDIT_STRATEGY)
    labels = dict(Baseline.AIMS)
    if aim not in labels:
        raise Http404
    form = BaselineForm(request.POST or None, initial=_offered())
    if request.method == "POST" and form.is_valid() and _fixed(request, aim, form):
        return redirect("monitoring:engagement")
    context = {"room": "readings", "form": form, "aim": labels[aim], "clause": ASKED_BY[aim].number}
    return render(request, "monitoring/baseline.html", context, status=422 if form.errors else 200)


def _offered() -> dict[str, Any]:
    today = timezone.localdate()
    return {"first": (today - timedelta(days=DAYS_READ)).isoformat(), "last": today.isoformat(), "target": 10}


def _fixed(request: DeskRequest, aim: str, form: BaselineForm) -> bool:
    try:
        fixed = fix_baseline(
            aim=aim, channel=_channel() if aim == Baseline.ENGAGEMENT else None, by=request.user, **form.cleaned_data
        )
    except NothingToKeep as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"The baseline is kept: {fixed.engagement.words}. The target is {fixed.target}% above it.")
    return True


def _channel() -> Channel | None:
    """The account whose engagement is measured: the first in use that counts anything."""
    return next((channel for channel in Channel.objects.active().order_by("pk") if gives_readings(channel)), None)
