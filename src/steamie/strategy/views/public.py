"""The strategy in public: on screen, in large print, and to keep."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from steamie.printing import CannotTypeset
from steamie.strategy import due, formats, reading
from steamie.strategy.document import Document
from steamie.strategy.reading import NotLoaded

FRESH_FOR = 60  # seconds
log = logging.getLogger(__name__)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def page(request: HttpRequest) -> HttpResponse:
    """The policy in reading order."""
    return _show(request, large=False)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def large_print(request: HttpRequest) -> HttpResponse:
    """The policy in large print (S-03)."""
    return _show(request, large=True)


@require_safe
def pdf(request: HttpRequest) -> HttpResponseBase:
    """The large print as a PDF to keep; when it cannot be made, the way to the same words on the site."""
    document = _document()
    review = due.now(timezone.localdate())
    try:
        file = formats.large_print_pdf(document, overdue=formats.overdue_words(review.due) if review.overdue else "")
    except CannotTypeset as problem:
        log.error("The large print could not be typeset. %s %s", problem, problem.detail)
        return render(request, "strategy/no_pdf.html", status=503)
    name = f"{document.code} {document.title}, large print.pdf".strip()
    return FileResponse(file.open("rb"), content_type="application/pdf", filename=name)


def _show(request: HttpRequest, *, large: bool) -> HttpResponse:
    document = _document()
    identity = reading.association() or document.identity
    context = {"document": document, "large": large, "review": due.now(timezone.localdate()), "identity": identity}
    return render(request, "strategy/page.html", context)


def _document() -> Document:
    try:
        return reading.current()
    except NotLoaded as why:
        raise Http404("The strategy has not been published here yet.") from why
