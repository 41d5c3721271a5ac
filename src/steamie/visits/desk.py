"""Forms begun and sent, and what followed our posts: totals for whoever reads the figures."""

from __future__ import annotations

from datetime import date, timedelta

from defusedcsv import csv
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import callers, figures
from .models import Form, FormsBegun

WINDOW = timedelta(days=89)  # with today, ninety days
PER_PAGE = 25


def _days() -> tuple[date, date]:
    today = timezone.localdate()
    return today - WINDOW, today


@login_required
@require_safe
def forms(request: DeskRequest) -> HttpResponse:
    """Each form: how often it was begun and sent, while the office was open and while it was shut."""
    require(request.user, Act.READ_MEASURES)
    first, last = _days()
    rows = figures.of_forms(Form, first, last)
    context = {"room": "readings", "rows": rows, "first": first, "last": last, "rules": figures.RULES}
    return render(request, "visits/forms.html", context)


@login_required
@require_safe
def behind(request: DeskRequest, form: str, which: str) -> HttpResponse:
    """The rows behind one number: days for what was begun, else the cases this person sees at least the standing of."""
    require(request.user, Act.READ_MEASURES)
    if form not in Form.values or which not in (name for name, _, _ in figures.RULES):
        raise Http404("There is no such figure.")
    first, last = _days()
    rule = next((label, words) for name, label, words in figures.RULES if name == which)
    context = {"room": "readings", "form": Form(form), "label": rule[0], "rule": rule[1], "first": first, "last": last}
    if which == "begun":
        days = FormsBegun.objects.filter(form=form, day__gte=first, day__lte=last).order_by("-day", "office_shut")
        return render(request, "visits/behind.html", context | {"days": days, "number": sum(row.number for row in days)})
    cases = figures.part_of(Form(form), which, first, last)
    seen = cases.seen_by(request.user, last).order_by("-received_at", "-pk")
    page = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "visits/behind.html", context | {"cases": page, "number": cases.count()})


@login_required
@require_safe
def after_posts(request: DeskRequest) -> HttpResponse:
    """What followed our posts, in totals: small numbers are hidden."""
    require(request.user, Act.READ_MEASURES)
    first, last = _days()
    followed = figures.after_posts(first, last)
    context = {
        "room": "readings",
        "followed": followed,
        "forms": [form.label for form in Form],
        "totals": [column.total for column in followed.columns],
        "objections": figures.objections(first, last),
        "again_after": callers.AGAIN_AFTER // timedelta(minutes=1),
        "first": first,
        "last": last,
    }
    return render(request, "visits/after_posts.html", context)


@login_required
@require_safe
def after_posts_sheet(request: DeskRequest) -> HttpResponse:
    """The same table as a spreadsheet file, with the same numbers hidden."""
    require(request.user, Act.READ_MEASURES)
    first, last = _days()
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="after-posts-{last}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["Post", "Visits", *(form.label for form in Form)])
    for row in figures.after_posts(first, last).rows:
        writer.writerow(
            [row.post.title if row.post else "Other posts", row.visits, *("hidden" if n is None else n for n in row.forms)]
        )
    return answer
