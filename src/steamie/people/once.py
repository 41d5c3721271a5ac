"""A form sent twice does a thing once: a button pressed twice, a page sent again by its browser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect

from .requests import DeskRequest

SECONDS = 60  # as long as this, the same form by the same person is the same wish
PATIENCE = 10.0  # seconds to wait for the first sending to be answered
RUNNING = "running"
View = Callable[..., HttpResponse]


def done_once(view: View) -> View:
    """Decorates a view that creates something: the same form, sent again within a minute, gets the first one's redirect.

    Only a redirect is remembered, for it says that the thing was done: a form with something to put right is looked at again.
    Use it under ``@login_required``.
    """

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key(request)
        if not cache.add(key, RUNNING, SECONDS):
            return HttpResponseRedirect(_first_answer(key) or request.path)
        return _first(key, view, request, *args, **kwargs)

    guarded.__dict__["once"] = True
    return guarded


def _first(key: str, view: View, request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    answer = None
    try:
        answer = view(request, *args, **kwargs)
    finally:
        if answer is not None and answer.status_code in (302, 303):
            cache.set(key, answer.headers["Location"], SECONDS)
        else:
            cache.delete(key)
    return answer


def _first_answer(key: str) -> str:
    """Where the first sending led, once it is answered; empty when it was not in time, or came to nothing."""
    end = time.monotonic() + PATIENCE
    while (answer := cache.get(key, "")) == RUNNING and time.monotonic() < end:
        time.sleep(0.05)
    return "" if answer == RUNNING else str(answer)


def _key(request: DeskRequest) -> str:
    """The same for the same person, address, words and files."""
    content = sha256(repr((request.user.pk, request.get_full_path(), sorted(_typed(request)))).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
    return f"door:once:{content.hexdigest()}"


def _typed(request: DeskRequest) -> Iterator[tuple[str, list[str]]]:
    return ((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
