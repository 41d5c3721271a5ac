"""What is done to a case on a page of its own: one form, and the case again once it was done. Damp and repairs share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from steamie.casework.models import Case
from steamie.casework.sight import require_words
from steamie.casework.views.case import case_for
from steamie.casework.views.inbox import visible
from steamie.people.carrying_out import carried_out
from steamie.people.requests import DeskRequest


@dataclass(frozen=True, slots=True)
class DeedPage:
    """What a page of one form says, and what it says once it is done."""

    heading: str
    lede: str
    label: str
    done: str


def readable(request: DeskRequest, reference: str) -> Case:
    """The case, for somebody who may work on it; asked before a form is looked at."""
    case = case_for(request, reference)
    require_words(request.user, case)
    return case


def answered(
    request: DeskRequest, case: Case, form: Form, deed: DeedPage, act: Callable[[dict[str, Any]], object], **shown: object
) -> HttpResponse:
    """The page with the form; or, once it was sent and all was well, the case again."""
    if request.method == "POST" and carried_out(form, act):
        messages.success(request, deed.done)
        still = visible(request.user).filter(pk=case.pk).exists()
        return redirect("casework:case", case.reference) if still else redirect("casework:inbox")
    context = {"room": "inbox", "case": case, "form": form, "deed": deed, **shown}
    return render(request, "services/deed_page.html", context, status=422 if form.is_bound else 200)


def sent(request: DeskRequest) -> Any:
    """What was typed, if anything was sent."""
    return request.POST if request.method == "POST" else None
