"""The page of what the wording check looks for, and of the dates the calendar knows: to take care on, worth a post, or shut."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.content.plan.actions import occasions
from steamie.content.plan.forms import OccasionForm
from steamie.content.plan.models import Occasion
from steamie.diary import actions as closures
from steamie.diary.forms import ClosureForm
from steamie.diary.models import OfficeClosure
from steamie.people.permissions import require
from steamie.people.refusals import NotReady
from steamie.rules.permissions import Act
from steamie.wording import actions
from steamie.wording import vocabulary as vocabularies
from steamie.wording.forms import ListForm, WindowForm
from steamie.wording.models import SensitiveWindow, WordList

HEADINGS = {
    "offensive": "Offensive words",
    "confrontational": "Words of a quarrel",
    "topic": "Subjects that need care",
    "shown": "Public numbers and addresses that may be shown",
}
FORMS = {"window": WindowForm, "day": OccasionForm, "closure": ClosureForm}


@login_required
def words(request: HttpRequest) -> HttpResponse:
    """Every list, window and day on one page; each has its own form."""
    require(request.user, Act.PLAN)
    window, occasion, closure = (form(auto_id=f"id_{name}_%s") for name, form in FORMS.items())
    if request.method == "POST":
        form, act = _asked(request)
        if form.is_valid() and _kept(form, act, request):
            messages.success(request, "Saved.")
            return redirect("calendar:words")
        window = form if isinstance(form, WindowForm) else window
        occasion = form if isinstance(form, OccasionForm) else occasion
        closure = form if isinstance(form, ClosureForm) else closure
    known = vocabularies.vocabulary()
    lists = {**known.lists, "shown": known.shown}
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
        "occasions": Occasion.objects.all(),
        "window_form": window,
        "occasion_form": occasion,
        "closures": OfficeClosure.objects.filter(day__gte=timezone.localdate()),
        "closure_form": closure,
    }
    return render(request, "calendar/words.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def remove_window(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a window away."""
    actions.remove_window(window=get_object_or_404(SensitiveWindow, pk=pk), by=request.user)
    return redirect("calendar:words")


@login_required
@require_POST
def remove_occasion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a day away."""
    occasions.remove_occasion(occasion=get_object_or_404(Occasion, pk=pk), by=request.user)
    return redirect("calendar:words")


@login_required
@require_POST
def remove_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """The office is open that day after all."""
    closures.open_office(closure=get_object_or_404(OfficeClosure, pk=pk), by=request.user)
    return redirect("calendar:words")


def _asked(request: HttpRequest) -> tuple[Form, Any]:
    match request.POST.get("do"):
        case "window":
            return WindowForm(request.POST, auto_id="id_window_%s"), actions.open_window
        case "day":
            return OccasionForm(request.POST, auto_id="id_day_%s"), occasions.add_occasion
        case "closure":
            return ClosureForm(request.POST, auto_id="id_closure_%s"), closures.close_office
        case _:
            return ListForm(request.POST), actions.edit_list


def _kept(form: Form, act: Any, request: HttpRequest) -> bool:
    try:
        act(by=request.user, **form.cleaned_data)
    except NotReady as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field or None, problem.message)
        return False
    return True
