"""Until the house is set up, every page leads to the set-up."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import progress

# /accounts/ stays open: the officer adds a second factor there, and signs in again after a pause.
OPEN = ("/setup/", "/accounts/", "/static/", "/healthz")


class FirstRun:
    """Leads every page of an empty installation to /setup/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = settings.FIRST_RUN and not settings.DEMONSTRATION and not request.path.startswith(OPEN)
        if wanted and not progress.is_finished():
            return redirect("/setup/")
        return self.get_response(request)
