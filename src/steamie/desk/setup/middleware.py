"""Until the house is set up, every page leads to the set-up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from . import progress


@cache
def _open() -> tuple[str, ...]:
    """Where the addresses begin that stay open; the officer adds a second factor, and signs in again, under those of accounts."""
    accounts = reverse("account_login").removesuffix("login/")
    return reverse("setup:begin"), accounts, settings.STATIC_URL, reverse("healthz")


class FirstRun:
    """Leads every page of an empty installation to its set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = settings.FIRST_RUN and not settings.DEMONSTRATION and not request.path.startswith(_open())
        if wanted and not progress.is_finished():
            return redirect("setup:begin")
        return self.get_response(request)
