"""The register of complaints: each with its stage, its day and its outcome."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.casework.rows_shown import Reader
from steamie.casework.views.inbox import visible
from steamie.complaints.models import Complaint, ComplaintStage
from steamie.complaints.standing import ComplaintStanding
from steamie.people.permissions import ruling
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight
from steamie.rules.permissions import Act

PER_PAGE = 25


@login_required
@require_safe
def complaints(request: DeskRequest) -> HttpResponse:
    """Complaints of which this person sees at least the standing: the open ones first."""
    person, now = request.user, timezone.now()
    rows = Complaint.objects.filter(case__in=visible(person), other_way="", case__held_because="").select_related(
        "case__team", "case__handler", "case__party"
    )
    rows = rows.prefetch_related(Prefetch("stages", ComplaintStage.objects.whole()))
    order = (F("case__ended_at").desc(nulls_first=True), F("case__next_due").asc(nulls_last=True), "-received_at", "-pk")
    shown = Paginator(rows.order_by(*order), PER_PAGE).get_page(request.GET.get("page"))
    reader = Reader(person, now)
    context = {
        "room": "cases",
        "page": shown,
        "rows": [(ComplaintStanding(row, now, row.stages.all()), reader.row(row.case, None)) for row in shown],
        "number": shown.paginator.count,
        "words": Sight.WORDS,
        "may_measure": ruling(person, Act.READ_MEASURES).allowed,
    }
    return render(request, "complaints/list.html", context)
