"""Feedback at the desk: by page and theme, each answer with words dealt with, and what everybody is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.casework.models import Case
from steamie.casework.sight import sight_of
from steamie.content.suggestions.models import Suggestion
from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight
from steamie.rules.permissions import Act
from steamie.rules.phone_references import understood
from steamie.rules.typed_numbers import whole_number
from steamie.website.models import FeedbackTheme, PageFeedback, YouSaid

from . import actions
from .actions import WhatWeDid
from .forms import DealtWithForm, TakeDownForm, ToldForm
from .masking import masked

PER_PAGE = 25
WINDOW = timedelta(days=90)


@login_required
@require_safe
def feedback(request: DeskRequest) -> HttpResponse:
    """Every answer with words, masked, and totals by page and by theme."""
    require(request.user, Act.EDIT_WEBSITE)
    lately = PageFeedback.objects.counted().since(timezone.now() - WINDOW)
    theme, path, view = (request.GET.get(name, "") for name in ("theme", "about", "view"))
    rows = PageFeedback.objects.worded().select_related("theme", "case").order_by("-at", "-pk")
    if theme:
        rows = rows.filter(theme=whole_number(theme) or 0)
    if path:
        rows = rows.filter(path=path)
    if view != "all" and not theme and not path:
        rows = rows.waiting()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "room": "website",
        "page": page,
        "rows": [(row, masked(row.words[:400])) for row in page],
        "pages": lately.by_page()[:PER_PAGE],
        "themes": FeedbackTheme.objects.annotate(number=Count("feedback")).filter(number__gt=0),
        "chosen": {"theme": theme, "page": path, "view": view},
        "days": WINDOW.days,
    }
    return render(request, "website/desk_feedback.html", context)


@login_required
@done_once
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """One answer with its words as they came; dealt with, and given a theme."""
    row = sought(request.user, Act.EDIT_WEBSITE, PageFeedback.objects.worded(), pk=pk)
    form = DealtWithForm(request.POST if request.method == "POST" else None, initial={"theme": row.theme or ""})

    def act(data: dict[str, Any]) -> object:
        return actions.deal_with(feedback=row, theme=data["theme"], by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It is dealt with.")
        return redirect("website_desk:feedback")
    context = {"room": "website", "row": row, "form": form, "themes": FeedbackTheme.objects.all()}
    return render(request, "website/desk_feedback_one.html", context, status=422 if form.is_bound else 200)


@login_required
@done_once
def we_did(request: DeskRequest) -> HttpResponse:
    """Write “You said, we did”, and what stands on the website."""
    require(request.user, Act.EDIT_WEBSITE)
    source = PageFeedback.objects.worded().filter(pk=whole_number(request.GET.get("feedback", "")) or 0).first()
    initial = {"said": masked(source.words[:300]) if source else "", "source": request.GET.get("case", "")[:20]}
    form = ToldForm(request.POST if request.method == "POST" else None, initial=initial)

    def act(data: dict[str, Any]) -> object:
        return actions.tell_everybody(told=_told(request, data, source), by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It stands on the website now.")
        return redirect("website_desk:we_did")
    context = {"room": "website", "form": form, "source": source, "rows": YouSaid.objects.public()[:PER_PAGE]}
    return render(request, "website/desk_we_did.html", context, status=422 if form.is_bound else 200)


def _told(request: DeskRequest, data: dict[str, Any], feedback: PageFeedback | None) -> WhatWeDid:
    """What was written, with the case or suggestion it names. Raises ``NotReady`` for a reference that leads to none."""
    case = suggestion = None
    if reference := data["source"].strip():
        case = Case.objects.filter(reference=understood(reference) or reference).first()
        if case is not None and sight_of(request.user, case) is Sight.NOTHING:
            case = None
        suggestion = None if case else Suggestion.objects.filter(reference__iexact=reference).first()
        if case is None and suggestion is None:
            raise NotReady([Problem("No case of yours, and no suggestion, has this reference.", "source")])
    return WhatWeDid(data["said"], data["did"], feedback, case, suggestion)


@login_required
@require_POST
@done_once
def take_down(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it off the website."""
    row = sought(request.user, Act.EDIT_WEBSITE, YouSaid.objects.public(), pk=pk)
    form = TakeDownForm(request.POST, auto_id=f"%s-{row.pk}")  # each line has a box of its own

    def act(data: dict[str, Any]) -> object:
        return actions.take_down(row=row, reason=data["reason"], by=request.user)

    if carried_out(form, act):
        messages.success(request, "It is off the website.")
        return redirect("website_desk:we_did")
    context = {"room": "website", "form": ToldForm(), "rows": YouSaid.objects.public()[:PER_PAGE], "refused": form}
    return render(request, "website/desk_we_did.html", context, status=422)
