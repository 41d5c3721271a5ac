"""The strategy in force is asked for once a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .reading import one_reading


class OneReading:
    """Every page is made under one edition, found with one query."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under one reading of the strategy."""
        with one_reading():
            return self.answer(request)
