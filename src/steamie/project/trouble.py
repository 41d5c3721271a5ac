"""When something of ours fails: a page that needs nothing that might have failed, and gives back what the person typed."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
TRY_AGAIN_SECONDS = 30
# Never handed back to the screen, wherever it came from.
PRIVATE = ("password", "secret", "token", "credential")
CODE = re.compile(r"(^|[_-])code($|[_-])")  # of an authenticator; a postcode is nobody's secret


def broken(request: HttpRequest) -> HttpResponse:
    """500 when it is our fault and we do not know why; 503 when the database is busy or the disk is full."""
    if _is_storage(sys.exc_info()[1]):
        fields = list(_fields(request))
        words = {
            "typed": list(_typed(fields)),
            "fields": fields,
            "sent": request.method == "POST",
            "address": request.get_full_path(),
        }
        answer = render(None, "busy.html", words, status=503)
        answer.headers["Retry-After"] = str(TRY_AGAIN_SECONDS)
        return answer
    return render(None, "500.html", status=500)


def only_by_form(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page, not a blank, for who opens the address of a button: from the history, say, or by loading it again."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        page = render(None, "405.html", {"desk": request.path.startswith(reverse("desk:today"))}, status=response.status_code)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page

    return answer


def _is_storage(problem: BaseException | None) -> bool:
    """A locked or lost database, or a disk that takes no more. Its cause counts too."""
    while problem is not None:
        if isinstance(problem, OperationalError) or (isinstance(problem, OSError) and problem.errno in FULL):
            return True
        problem = problem.__cause__ or problem.__context__
    return False


def _typed(fields: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What the person wrote, by the name of its box, to be read and copied."""
    for name, value in fields:
        if " " in value.strip():
            yield name.replace("_", " ").replace("-", " ").capitalize(), value


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Everything that was sent, so that one button can send it again; no passwords."""
    if request.method != "POST":
        return
    for name, values in request.POST.lists():
        if name == "csrfmiddlewaretoken" or not _is_private(name.lower()):
            yield from ((name, value) for value in values)


def _is_private(name: str) -> bool:
    return bool(CODE.search(name)) or any(word in name for word in PRIVATE)
