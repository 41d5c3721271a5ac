"""Other formats in public: large print, listening, and asking for what people make. No script, no cookie, nobody followed."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.formats import answering, large_print, papers, recordings
from steamie.formats.asking import offered, wishes
from steamie.formats.counting import count_use
from steamie.formats.forms import FormatWishForm
from steamie.formats.models import FormatTotal
from steamie.formats.pages import PageWords, address_of, has_formats, words_of
from steamie.formats.receiving import WishFor, receive
from steamie.formats.recordings import NotYet
from steamie.formats.speaking import CannotSpeak, is_installed
from steamie.people import throttles
from steamie.printing import CannotTypeset
from steamie.services.pacing import too_many_forms
from steamie.website.serving import cacheable

WITHIN, MOST = 600, 30  # seconds, and things made for one network: each costs a second or more of a processor
log = logging.getLogger(__name__)


@require_safe
def formats(request: HttpRequest) -> HttpResponse:
    """Every format, how to get each, and how long it takes."""
    wanted = request.GET.get("page", "")
    page = wanted if wanted and has_formats(wanted) else ""
    form = FormatWishForm(initial={"page": page, "format": request.GET.get("format", "")})
    return _formats(request, form, page)


def _formats(request: HttpRequest, form: FormatWishForm, page: str, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "offered": offered(timezone.localdate(), everything=True),
        "about": words_of(page) if page else None,
        "speaks": is_installed(),
        **more,
    }
    answer = TemplateResponse(request, "formats/formats.html", context, status=status)
    return cacheable(request, answer) if status == 200 and not request.GET else answer


@csrf_exempt  # the question stands on pages that are the same for everybody, and borrows no account
@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Take a wish down as a case; what was typed comes back with whatever is wrong with it."""
    form = FormatWishForm(request.POST)
    if too_many_forms(request.META.get("REMOTE_ADDR", ""), "formats"):
        form = FormatWishForm(initial=request.POST.dict())
        return _formats(request, form, "", status=429, too_many=True)
    if not form.is_valid():
        page = request.POST.get("page", "")
        return _formats(request, form, page if page and has_formats(page) else "", status=422)
    data = form.cleaned_data
    asked = WishFor(form.wish, data["to"], data["page"], data["which"], data["what"], data["website"])
    case = receive(asked, at=timezone.now())
    context = {"case": case, "clock": case.clocks.running().first(), "wish": form.wish, "path": data["page"]}
    answer = render(request, "formats/thanks.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def large(request: HttpRequest, page: str = "") -> HttpResponse:
    """The page in large print, on the screen."""
    words = _words(page)
    laid_out = large_print.blocks(words.passages)
    context = {"words": words, "blocks": laid_out, "contents": large_print.contents(laid_out), "speaks": is_installed()}
    answer = TemplateResponse(request, "formats/large.html", context | _addresses(words.path))
    return cacheable(request, answer) if words.may_be_kept else answer


@require_safe
@cache_control(no_cache=True)
def pdf(request: HttpRequest, page: str = "") -> HttpResponse:
    """The page in large print, to keep and to print."""
    words = _words(page)
    if not papers.paper_of(words).exists() and _too_many(request):
        return _later(request, words, "Many people ask for large print just now. Try again in ten minutes.", status=429)
    try:
        file = papers.printed(words)
    except CannotTypeset as problem:
        log.warning("%s cannot be set in large print. %s %s", words.path, problem, problem.detail)
        return _later(
            request, words, "Our printed letters do not have every sign of this page, so there is no PDF of it.", status=503
        )
    count_use(request, FormatTotal.PRINTED, words.path, timezone.now())
    name = content_disposition_header(as_attachment=False, filename=f"{words.title}, large print.pdf")
    return HttpResponse(file.read_bytes(), content_type="application/pdf", headers={"Content-Disposition": name or "inline"})


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # as above
@cache_control(no_cache=True)
def listen(request: HttpRequest, page: str = "") -> HttpResponse:
    """A player, and the words as they are read beside it. A press asks for a long page to be read."""
    words = _words(page)
    asked = request.method == "POST" and not recordings.why_not(words) and not _too_many(request)
    if asked and not recordings.present(words):
        recordings.note_asked(words, timezone.now())
    context = {
        "words": words,
        "recording": recordings.present(words),
        "why_not": _why_not(words),
        "long": words.number > recordings.AT_ONCE,
        "asked": asked,
        "transcript": recordings.text_of(words).split("\n\n"),
        "other_ways": [(code, wish) for code, wish in wishes().items() if code == "recording"],
    }
    return render(request, "formats/listen.html", context | _addresses(words.path))


@require_safe
def audio(request: HttpRequest, page: str = "") -> HttpResponse:
    """The page read aloud: made when it is first asked for, and asked for by its words, so that it says what the page says."""
    words = _words(page)
    if not recordings.present(words) and _too_many(request):
        return _not_now("Many pages are being read just now. Try again in ten minutes.", status=429)
    try:
        recording = recordings.recorded(words)
    except NotYet as why:
        return _not_now(str(why), status=503)
    except CannotSpeak as problem:
        log.warning("%s is not read aloud. %s %s", words.path, problem, problem.detail)
        return _not_now(str(problem), status=404)
    if answering.begins(request):
        count_use(request, FormatTotal.PLAYED, words.path, timezone.now())
    return answering.sound(request, recordings.file_of(recording), tag=recording.key)


def _words(page: str) -> PageWords:
    """What the page says now. A page that was taken down, or never was, has no formats."""
    words = words_of(f"/{page}")
    if words is None:
        raise Http404("There is no such page, so there are no other formats of it.")
    return words


def _why_not(words: PageWords) -> str:
    return recordings.why_not(words) if is_installed() else "We have no computer voice here yet."


def _addresses(path: str) -> dict[str, str]:
    return {f"{name}_address": address_of(name, path) for name in ("large", "pdf", "listen", "audio")}


def _too_many(request: HttpRequest) -> bool:
    """Count one more thing that has to be made, before it is; whether there were too many from this network."""
    return throttles.count_from("formats", request.META.get("REMOTE_ADDR", ""), WITHIN) > MOST


def _later(request: HttpRequest, words: PageWords, why: str, *, status: int) -> HttpResponse:
    context = {"words": words, "why": why} | _addresses(words.path)
    return render(request, "formats/no_pdf.html", context, status=status)


def _not_now(why: str, *, status: int) -> HttpResponse:
    answer = HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")
    if status != 404:
        answer.headers["Retry-After"] = "60"
    return answer
