"""Formats at the desk: what was asked for and used, what people made, and what has become older than its page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.formats import actions, figures
from steamie.formats.forms import SuppliedForm
from steamie.formats.models import FormatTotal, Recording, SuppliedFormat
from steamie.formats.pages import address_of, titles_of
from steamie.formats.speaking import HOW_TO_INSTALL, is_installed
from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

PER_PAGE = 25


@login_required
@require_safe
def formats(request: DeskRequest) -> HttpResponse:
    """Totals of a year, the formats that people made, and the recordings that are there."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    used = figures.used(now)
    recordings = Paginator(Recording.objects.made().exclude(path__startswith=reverse("desk:today")), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = list(SuppliedFormat.objects.offered().order_by("path", "pk"))
    titles = titles_of(row.path for row in rows)
    context = {
        "room": "website",
        "asked": figures.asked_for(now),
        "plays": used.get(FormatTotal.PLAYED, 0),
        "prints": used.get(FormatTotal.PRINTED, 0),
        "supplied": [(row, titles[row.path]) for row in rows],
        "recordings": recordings,
        "read_aloud": [(row, address_of("listen", row.path)) for row in recordings],
        "waiting": Recording.objects.waiting().count(),
        "speaks": is_installed(),
        "how_to_install": HOW_TO_INSTALL,
        "edits": ruling(request.user, Act.EDIT_WEBSITE).allowed,
        "sets_times": ruling(request.user, Act.SET_TEAMS).allowed,
    }
    return render(request, "formats/desk_formats.html", context)


@login_required
@done_once
def offer(request: DeskRequest) -> HttpResponse:
    """Offer on a page what people made of it."""
    require(request.user, Act.EDIT_WEBSITE)
    form = SuppliedForm(request.POST if request.method == "POST" else None)

    def act(data: dict[str, Any]) -> object:
        return actions.offer(
            path=data["path"], sort=data["format"], address=data["address"], made_by=data["made_by"], by=request.user
        )

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It stands on the page now.")
        return redirect("formats_desk:formats")
    status = 422 if form.is_bound else 200
    return render(request, "formats/desk_offer.html", {"room": "website", "form": form}, status=status)


@login_required
@require_POST
@done_once
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """It fits the words as they are now."""
    row = sought(request.user, Act.EDIT_WEBSITE, SuppliedFormat.objects.offered(), pk=pk)
    try:
        actions.confirm(supplied=row, by=request.user)
        messages.success(request, "It is shown as fitting the page.")
    except NotReady as problem:
        messages.error(request, " ".join(one.message for one in problem.problems))
    return redirect("formats_desk:formats")


@login_required
@require_POST
@done_once
def withdrawal(request: DeskRequest, pk: int) -> HttpResponse:
    """Offer it no longer."""
    row = sought(request.user, Act.EDIT_WEBSITE, SuppliedFormat.objects.all(), pk=pk)
    actions.take_back(supplied=row, by=request.user)
    messages.success(request, "It is no longer offered.")
    return redirect("formats_desk:formats")
