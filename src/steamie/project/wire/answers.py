"""How answers leave: none to HEAD with a body, and what the server turns away before Django sees it on a page of ours."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import BadRequest, Error, RequestEntityTooLarge

if TYPE_CHECKING:
    from .connection import Connection

HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]
MEBIBYTE = 1024 * 1024
LARGEST = 30 * MEBIBYTE  # a picture may have ten; one of up to thirty still reaches its form, which says so and keeps the words
LARGEST_WITHOUT_FILES = 5 * MEBIBYTE
WITH_FILES = "multipart/form-data"
RETRY_AFTER_SECONDS = "60"


class TooOften(Error):  # type: ignore[misc]  # the library has no types
    """One address asks too often, or too much at once."""

    code, reason = 429, "Too Many Requests"


class TooSlow(Error):  # type: ignore[misc]  # as above
    """What is being sent hardly moves."""

    code, reason = 408, "Request Timeout"


class JudgedRequest(HTTPRequestParser):  # type: ignore[misc]  # as above
    """A request as it comes in. It is judged once its headers are there, before any of its body is read."""

    judged = False
    error: Error | None

    def __init__(self, adjustments: Any, connection: Connection) -> None:
        super().__init__(adjustments)
        self.connection = connection

    def received(self, data: bytes) -> int:
        """Take what was sent; how much of it belongs to this request."""
        consumed: int = super().received(data)
        if self.headers_finished and not self.judged:
            self.judged = True
            self.error = self.error or self.connection.objection(self) or self._too_large()
        if self.error:
            self.completed, self.expect_continue = True, False
        return consumed

    def _too_large(self) -> Error | None:
        """A form without files is small, whatever its door. Of a body sent in pieces nobody knows the size: it is counted."""
        if self.headers.get("CONTENT_TYPE", "").lower().startswith(WITH_FILES):
            return None
        self.adj = self.connection.server.without_files
        return RequestEntityTooLarge("") if self.content_length >= LARGEST_WITHOUT_FILES else None

    @property
    def asks_for_headers_alone(self) -> bool:
        """A request that could not be read has no method; for a page that failed the library asks with an empty one."""
        asked = [self, *self.connection.requests[:1]]
        return next((one.command.upper() for one in asked if hasattr(one, "command")), "") == "HEAD"


class Headless(Task):  # type: ignore[misc]  # as above
    """Leaves out the body where the question was HEAD. The library leaves that to each application."""

    def write(self, data: bytes) -> None:
        """The headers as they are for GET; the body not."""
        super().write(b"" if self.request.asks_for_headers_alone else data)

    def finish(self) -> None:
        """Nor the mark that ends a body sent in pieces."""
        if not self.wrote_header:
            self.write(b"")
        if self.request.asks_for_headers_alone:
            self.chunked_response = False
        super().finish()


class AnswerTask(Headless, WSGITask):  # type: ignore[misc]  # as above
    """The site's answer."""

    def get_environment(self) -> dict[str, Any]:
        """As the library has it; a file would go out past ``write``."""
        environ: dict[str, Any] = super().get_environment()
        if self.request.asks_for_headers_alone:
            environ.pop("wsgi.file_wrapper", None)
        return environ


class RefusalPage:
    """A refusal of the server's as a page. The library's own words are for programmers, and are not shown."""

    def __init__(self, error: Error) -> None:
        self.error = error

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status line, headers and page."""
        again = [("Retry-After", RETRY_AFTER_SECONDS)] if self.error.code == HTTPStatus.TOO_MANY_REQUESTS else []
        return f"{self.error.code} {self.error.reason}", HEADERS + again, _page(_template(self.error))


def _template(error: Error) -> str:
    match error:
        case RequestEntityTooLarge():
            return "413.html"
        case TooOften():
            return "pause.html"
        case TooSlow():
            return "408.html"
        case BadRequest():
            return "400.html"
        case _:
            return "500.html"


@cache
def _page(template: str) -> bytes:
    """None of them says anything that changes, and a flood of refusals must cost little."""
    return render_to_string(template).encode()


class Refuse(Headless, ErrorTask):  # type: ignore[misc]  # as above
    """Answers with the page, and reads on for a while, so that a browser that is still sending gets to see it."""

    def execute(self) -> None:
        """As the library does, with our page in place of its line."""
        self.request.error = RefusalPage(self.request.error)
        self.channel.refused = True
        super().execute()
