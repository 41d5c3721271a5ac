"""What each channel gives, figure by figure: a value, nothing counted, or ended by its maker."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steamie.monitoring.insight_states import insight_states
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
@require_safe
def insights(request: DeskRequest) -> HttpResponse:
    """Each figure of each account on the newest day it was asked for."""
    require(request.user, Act.READ_MEASURES)
    return render(request, "monitoring/insights.html", {"room": "readings", "accounts": insight_states()})
