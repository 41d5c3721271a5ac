"""From posts to what people did, as totals and rates."""

from __future__ import annotations

from datetime import date, timedelta

from defusedcsv import csv
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.content.plan.models import Quarter
from steamie.monitoring.attributing import attribution
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.visits.figures import objections

WINDOW = timedelta(days=89)  # with today, ninety days


def _days(request: DeskRequest) -> tuple[date, date, Quarter | None]:
    today, asked = timezone.localdate(), request.GET.get("quarter", "")
    quarter = next((row for row in Quarter.objects.filter(first__lte=today) if row.first.isoformat() == asked), None)
    return (quarter.first, min(quarter.last, today), quarter) if quarter else (today - WINDOW, today, None)


@login_required
@require_safe
def followed(request: DeskRequest) -> HttpResponse:
    """Posts, visits, forms; by share, audience, purpose and hour; and the estimate, apart."""
    require(request.user, Act.READ_MEASURES)
    first, last, quarter = _days(request)
    context = {
        "room": "readings",
        "found": attribution(first, last),
        "objections": objections(first, last),
        "quarters": Quarter.objects.filter(first__lte=timezone.localdate()).order_by("-first"),
        "chosen": quarter,
        "sheet_address": f"{reverse('monitoring:attribution_sheet')}{f'?quarter={quarter.first}' if quarter else ''}",
    }
    return render(request, "monitoring/attribution.html", context)


@login_required
@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    """The same as a spreadsheet file, with the same numbers hidden."""
    require(request.user, Act.READ_MEASURES)
    first, last, _ = _days(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="attribution-{first}-{last}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["Sorted", "Which", "Posts", "Visits", "Ended in a form", "Rate"])
    for group in attribution(first, last).groups:
        for row in group.rows:
            forms = "hidden" if row.forms is None else row.forms
            writer.writerow([group.heading, row.label, row.posts, row.rate.whole, forms, row.words])
    return answer
