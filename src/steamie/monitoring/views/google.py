"""Google Analytics: its figures with what they leave out, the connection, and figures from a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from steamie.channels.fresh import asks_first
from steamie.monitoring.actions.analytics import connect_analytics, end_analytics, in_use
from steamie.monitoring.actions.bringing import BroughtFigures, bring_figures
from steamie.monitoring.analytics_freshness import ONLY_WHO_AGREED
from steamie.monitoring.forms import AnalyticsForm, FiguresFileForm
from steamie.monitoring.google.client import METRICS
from steamie.monitoring.models import AnalyticsReading
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

SHOWN = timedelta(days=30)


@login_required
@require_safe
def google(request: DeskRequest) -> HttpResponse:
    """The last thirty days, figure by figure: a value, withheld, or nothing counted."""
    require(request.user, Act.READ_MEASURES)
    since = timezone.localdate() - SHOWN
    days: dict[Any, dict[str, AnalyticsReading]] = {}
    for row in AnalyticsReading.objects.filter(day__gte=since).order_by("-day"):
        days.setdefault(row.day, {})["social" if row.social else row.metric] = row
    columns = [*METRICS.items(), ("social", "Visits from social media")]
    context = {
        "room": "readings",
        "account": in_use(),
        "agreed": ONLY_WHO_AGREED,
        "days": [(day, [(label, row.get(code)) for code, label in columns]) for day, row in days.items()],
        "may_connect": ruling(request.user, Act.CONNECT).allowed,
        "may_measure": ruling(request.user, Act.MEASURE).allowed,
    }
    return render(request, "monitoring/google.html", context)


@login_required
@asks_first
@never_cache
@done_once
def connect(request: DeskRequest) -> HttpResponse:
    """Say which property is read, and by which key."""
    require(request.user, Act.CONNECT)
    form = AnalyticsForm(request.POST or None)
    if request.method == "POST" and carried_out(form, lambda data: connect_analytics(by=request.user, **data)):
        messages.success(request, "The key is sealed. Nothing has been read yet: that is done with the next reading.")
        return redirect("monitoring:google")
    return render(
        request, "monitoring/google_connect.html", {"room": "readings", "form": form}, status=422 if form.errors else 200
    )


@login_required
@require_POST
@asks_first
@done_once
def end(request: DeskRequest) -> HttpResponse:
    """Read it no more, and forget the key."""
    require(request.user, Act.CONNECT)
    end_analytics(by=request.user)
    messages.success(request, "The key is forgotten. What was read stays.")
    return redirect("monitoring:google")


@login_required
@done_once
def bring(request: DeskRequest) -> HttpResponse:
    """Figures from a file that somebody exported."""
    require(request.user, Act.MEASURE)
    form = FiguresFileForm(request.POST or None, request.FILES or None)
    brought: list[BroughtFigures] = []

    def act(data: dict[str, Any]) -> None:
        target = form.targets[data["what"]]
        brought.append(bring_figures(target=target, figures=data["figures"], by=request.user))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, brought[0].words)
        for words in brought[0].left_out[:10]:
            messages.warning(request, words)
        return redirect("monitoring:bring")
    return render(request, "monitoring/bring.html", {"room": "readings", "form": form}, status=422 if form.errors else 200)
