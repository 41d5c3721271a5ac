"""Totals of cases for the committee and whoever reads the figures: how many, and how soon; no case, no person."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.casework.controls import WINDOW
from steamie.casework.extensions import extensions
from steamie.casework.figures import in_time, totals_by_kind
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
@require_safe
def totals(request: DeskRequest) -> HttpResponse:
    """How many cases of each kind came in ninety days, how many are open, and how many duties were done in time."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    since = now - WINDOW
    context = {
        "room": "strategy",
        "rows": totals_by_kind(since, now),
        "more": [page for extension in extensions() for page in extension.figure_pages()],
        "whole": in_time(since, now),
        "since": timezone.localdate(since),
        "until": timezone.localdate(now),
    }
    return render(request, "casework/totals.html", context)
