"""What the server turns away before Django sees it, such as a request too large, said on a page of ours."""

from __future__ import annotations

from http import HTTPStatus

from django.template.loader import render_to_string
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import Error

HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]


class Refusal:
    """A refusal of waitress's as a page. Its own words are for programmers, and are not shown."""

    def __init__(self, error: Error) -> None:
        self.error = error

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status line, headers and page."""
        return f"{self.error.code} {self.error.reason}", HEADERS, render_to_string(_page(self.error.code)).encode()


def _page(code: int) -> str:
    if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return "413.html"
    return "500.html" if code >= HTTPStatus.INTERNAL_SERVER_ERROR else "400.html"


class Kindly(ErrorTask):
    """Answers with the page."""

    def execute(self) -> None:
        """As waitress does, with our page in place of its line."""
        self.request.error = Refusal(self.request.error)
        super().execute()


class Channel(HTTPChannel):
    """A visitor's connection."""

    error_task_class = Kindly
