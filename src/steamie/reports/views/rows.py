"""What stands behind one figure of the report, row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.reports.gathering import figure_called
from steamie.reports.models import ReportApproval
from steamie.rules.permissions import Act
from steamie.rules.quarters import Span, quarter_of
from steamie.strategy.lines import BoardReader

PER_PAGE = 50


def begun_quarter(first: date) -> Span:
    """The quarter that begins on a day; 404 for a day on which none begins, and for quarters to come."""
    span = quarter_of(first)
    if span.first != first or first > timezone.localdate():
        raise Http404("There is no report for that.")
    return span


@login_required
@require_safe
def rows(request: DeskRequest, first: date, section: str, figure: str) -> HttpResponse:
    """The rows as they are now; of an approved report also the figure that was approved."""
    require(request.user, Act.READ_MEASURES)
    span = begun_quarter(first)
    one = figure_called(first, section, figure, timezone.now())
    if one is None or one.rows is None:
        raise Http404("The report has no such figure.")
    listed = sorted(one.rows(), key=lambda row: row.counts)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    reader = BoardReader(request.user)
    context = {
        "room": "readings",
        "span": span,
        "figure": one,
        "page": page,
        "rows": [(row, row.link if reader.may_open(row.link) else "") for row in page],
        "counting": sum(row.counts for row in listed),
        "mixed": not all(row.counts for row in listed),
        "approved": _approved(first, section, one.label),
        "more": one.link if reader.may_open(one.link) else "",
    }
    return render(request, "reports/rows.html", context)


def _approved(first: date, section: str, label: str) -> dict[str, Any] | None:
    """The figure as it stands in the approved report, if there is one."""
    approval = ReportApproval.objects.filter(report__first=first).first()
    sections = approval.content["sections"] if approval else []
    figures = [one for row in sections if row["code"] == section for one in row["figures"]]
    return next((one for one in figures if one["label"] == label), None)
