"""Figures of complaints: at the desk for any quarter or year, as a sheet, and in public once a quarter is over."""

from __future__ import annotations

from collections.abc import Iterator

from defusedcsv import csv
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.casework.models import Case
from steamie.complaints import figures as counted
from steamie.complaints.figures import RULES, ComplaintFigures
from steamie.complaints.procedure import regime_in_force
from steamie.complaints.tenant_measures import tenant_measures
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.quarters import Span, quarter_of


def _chosen(request: HttpRequest) -> Span:
    """The time asked for; this quarter where none is."""
    today = timezone.localdate()
    asked = request.GET.get("time", "")
    span = counted.span_called(asked, today) if asked else quarter_of(today)
    if span is None:
        raise Http404("There is no such time.")
    return span


@login_required
@require_safe
def figures(request: DeskRequest) -> HttpResponse:
    """A quarter or a year, with the rows behind it: references, no names."""
    require(request.user, Act.READ_MEASURES)
    today, span = timezone.localdate(), _chosen(request)
    seen = Case.objects.seen_by(request.user, today).filter(complaint__isnull=False)
    context = {
        "room": "strategy",
        "figures": counted.figures(span),
        "name": counted.name_of(span),
        "chosen": counted.address_part(span),
        "times": [(counted.address_part(one), counted.name_of(one)) for one in counted.times_to_choose(today)],
        "is_over": counted.is_over(span, today),
        "received": counted.came_in(span).select_related("case").order_by("received_at", "pk"),
        "answered": counted.answered_in(span).order_by("closed_at", "pk"),
        "readable": set(seen.values_list("reference", flat=True)),
        "learnt": counted.learnt_in(span),
        "measures": tenant_measures(span, timezone.now()),
        "rules": RULES,
        "regime": regime_in_force(),
    }
    return render(request, "complaints/figures.html", context)


@login_required
@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    """The same figures as a spreadsheet file, for the ombudsman and the regulator."""
    require(request.user, Act.READ_MEASURES)
    span = _chosen(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="complaints-{span.first}-{span.last}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["Figure", "Stage", "Number", "Share"])
    writer.writerows(_lines(counted.figures(span)))
    for one in tenant_measures(span, timezone.now()):
        writer.writerow(["CH01: received by 1,000 homes", one.label, one.by_homes, ""])
        writer.writerow(["CH02: answered within the code’s time", one.label, one.in_time, one.in_time_share])
    return answer


def _lines(found: ComplaintFigures) -> Iterator[list[object]]:
    yield ["Received", "All", found.received, ""]
    yield ["Received", "Stage 1", found.received_first, ""]
    yield ["Received", "Stage 2, from the start", found.received_direct, ""]
    yield ["Went on to stage 2", "Stage 2, after stage 1", found.went_on, ""]
    yield ["Withdrawn", "All", found.withdrawn, ""]
    for stage in found.stages:
        yield ["Answered in full", stage.label, stage.closed, ""]
        yield ["Answered in time", stage.label, stage.in_time, stage.in_time_share]
        yield ["Answered by a later day that was agreed", stage.label, stage.in_agreed_time, ""]
        yield ["Working days on average", stage.label, "" if stage.days is None else stage.days, ""]
        for label, number, part in stage.outcomes:
            yield [f"Outcome: {label.lower()}", stage.label, number, part]
    for line in found.lines:
        yield ["Return: received", line.label, line.received, ""]
        yield ["Return: carried over", line.label, line.carried, ""]
        yield ["Return: answered in full", line.label, line.answered, line.answered_share]
        yield ["Return: working days on average", line.label, "" if line.days is None else line.days, ""]


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How to complain, by the procedure in force, with what is said to somebody under 18."""
    regime = regime_in_force()
    later = any(stage.may_be_first for stage in regime.stages)
    return render(request, "complaints/how.html", {"regime": regime, "may_begin_later": later})


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """What the website shows: the newest quarter and year that are over, and what was learnt. No case and nobody's words."""
    today = timezone.localdate()
    quarter = counted.last_finished_quarter(today)
    spans = [quarter, counted.last_finished_year(today)]
    context = {
        "regime": regime_in_force(),
        "parts": [(counted.name_of(span), counted.figures(span), counted.learnt_in(span)) for span in spans],
        "rules": RULES,
    }
    return render(request, "complaints/public_figures.html", context)
