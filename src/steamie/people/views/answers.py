"""How these pages answer: a page, a form, a deed done or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from steamie.people import forms


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of this room."""
    return render(request, template, {"room": "people", "today": timezone.localdate(), **context})


def formed(request: HttpRequest, form: forms.PersonReasonForm, heading: str, button: str, lede: str = "") -> HttpResponse:
    """The form, again with status 422 when something is to be put right."""
    context = {"room": "people", "form": form, "heading": heading, "button": button, "lede": lede}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


def done(request: HttpRequest, words: str, to: str = "people:everyone") -> HttpResponse:
    """It is done: say so, and go on."""
    messages.success(request, words)
    return redirect(to)


def do(request: HttpRequest, action: Callable[[], Any], words: str, to: str = "people:everyone") -> HttpResponse:
    """Do it; what hinders it is said on the next page."""
    try:
        action()
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(to)
    return done(request, words, to)
