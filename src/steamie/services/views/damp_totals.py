"""Damp in figures for the committee: how each duty was kept, what is owed, and the rows behind."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.casework.models import Case
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.services.damp_figures import totals

WINDOW = timedelta(days=365)


@login_required
@require_safe
def damp_totals(request: DeskRequest) -> HttpResponse:
    """A year of damp and mould: no name, no address."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    counted = totals(now - WINDOW, now)
    seen = Case.objects.seen_by(request.user, timezone.localdate(now)).filter(damp_matters__isnull=False)
    context = {
        "room": "strategy",
        "totals": counted,
        "readable": set(seen.values_list("reference", flat=True)),
        "since": timezone.localdate(now - WINDOW),
        "until": timezone.localdate(now),
    }
    return render(request, "services/damp_totals.html", context)
