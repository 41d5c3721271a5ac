"""Which state of each list holds is asked for once a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .reading import one_look


class OneLook:
    """Every page is made from one state of each list, found with one query."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under one look."""
        with one_look():
            return self.answer(request)
