"""What the web server answers by itself, before the house is asked: a page in plain words instead of a machine's sentence."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

PAGES = {413: "413.html", 500: "500.html"}  # anything else was not as a browser sends it


def in_plain_words(server: Any) -> Any:
    """The same server, refusing with pages of ours."""
    server.channel_class = _Channel
    return server


class _Refusal(ErrorTask):
    def execute(self) -> None:
        error = self.request.error
        page = render_to_string(PAGES.get(error.code, "400.html")).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "text/html; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(page)
        self.write(page)


class _Channel(HTTPChannel):
    error_task_class = _Refusal
