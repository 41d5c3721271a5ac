"""The page of what the wording check looks for, and of the dates the calendar knows: to take care on, worth a post, or shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.content.plan.actions import occasions
from steamie.content.plan.forms import OccasionForm
from steamie.content.plan.models import Occasion
from steamie.diary import actions as closures
from steamie.diary.forms import ClosureForm
from steamie.diary.models import OfficeClosure
from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.wording import actions, shipped
from steamie.wording import vocabulary as vocabularies
from steamie.wording.forms import ListForm, WindowForm
from steamie.wording.models import AllowedDetail, SensitiveWindow, WordList

HEADINGS = {
    "offensive": "Offensive words",
    "confrontational": "Words of a quarrel",
    "topic": "Subjects that need care",
    "shown": "Public numbers and addresses that may be shown",
}


@login_required
@require_safe
def words(request: DeskRequest) -> HttpResponse:
    """Every list, window and day on one page; each has its own form."""
    require(request.user, Act.PLAN)
    return _page(request)


@login_required
@require_POST
@done_once
def edit_list(request: DeskRequest) -> HttpResponse:
    """Save one list of words."""
    return _save(request, ListForm(request.POST), actions.edit_list)


@login_required
@require_POST
@done_once
def open_window(request: DeskRequest) -> HttpResponse:
    """Add dates to take care on."""
    return _save(request, WindowForm(request.POST, auto_id="id_window_%s"), actions.open_window)


@login_required
@require_POST
@done_once
def add_occasion(request: DeskRequest) -> HttpResponse:
    """Add a day worth a post."""
    return _save(request, OccasionForm(request.POST, auto_id="id_day_%s"), occasions.add_occasion)


@login_required
@require_POST
@done_once
def close_office(request: DeskRequest) -> HttpResponse:
    """Add a day the office is shut."""
    return _save(request, ClosureForm(request.POST, auto_id="id_closure_%s"), closures.close_office)


@login_required
@require_POST
@done_once
def remove_window(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a window away."""
    actions.remove_window(window=sought(request.user, Act.PLAN, SensitiveWindow.objects.all(), pk=pk), by=request.user)
    return redirect("calendar:words")


@login_required
@require_POST
@done_once
def remove_detail(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask about a public number or address again."""
    detail = sought(request.user, Act.PLAN, AllowedDetail.objects.all(), pk=pk)
    actions.take_back_detail(detail=detail, by=request.user)
    return redirect("calendar:words")


@login_required
@require_POST
@done_once
def remove_occasion(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a day away."""
    occasions.remove_occasion(occasion=sought(request.user, Act.PLAN, Occasion.objects.all(), pk=pk), by=request.user)
    return redirect("calendar:words")


@login_required
@require_POST
@done_once
def remove_closure(request: DeskRequest, pk: int) -> HttpResponse:
    """The office is open that day after all."""
    closures.open_office(closure=sought(request.user, Act.PLAN, OfficeClosure.objects.all(), pk=pk), by=request.user)
    return redirect("calendar:words")


def _save(request: DeskRequest, form: Form, act: Callable[..., object]) -> HttpResponse:
    """Do the act with what the form holds; what is wrong is shown beside it, with what was typed."""
    require(request.user, Act.PLAN)
    if not carried_out(form, lambda data: act(by=request.user, **data)):
        return _page(request, form)
    messages.success(request, "Saved.")
    return redirect("calendar:words")


def _page(request: DeskRequest, faulty: Form | None = None) -> HttpResponse:
    """The page, with the form that could not be saved as it was sent."""
    vocabulary = vocabularies.vocabulary()
    lists = {**vocabulary.lists, "shown": vocabulary.shown}
    context: dict[str, Any] = {
        "room": "calendar",
        "lists": [
            (
                HEADINGS[kind],
                len(lists[kind]),
                ListForm(initial={"kind": kind, "words": "\n".join(lists[kind])}, auto_id=f"id_{kind}_%s"),
            )
            for kind, _ in WordList.KINDS
        ],
        "windows": SensitiveWindow.objects.order_by("first"),
        "elections": [window for window in vocabulary.windows if window in shipped.elections()],
        "allowed": AllowedDetail.objects.select_related("allowed_by"),
        "public": shipped.details(),
        "occasions": Occasion.objects.all(),
        "window_form": faulty if isinstance(faulty, WindowForm) else WindowForm(auto_id="id_window_%s"),
        "occasion_form": faulty if isinstance(faulty, OccasionForm) else OccasionForm(auto_id="id_day_%s"),
        "closures": OfficeClosure.objects.filter(day__gte=timezone.localdate()),
        "closure_form": faulty if isinstance(faulty, ClosureForm) else ClosureForm(auto_id="id_closure_%s"),
    }
    return render(request, "calendar/words.html", context, status=422 if faulty else 200)
