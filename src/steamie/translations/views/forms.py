"""A form of ours in another language: the form itself, with its own checks and thanks, in the words of the translation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import resolve

from steamie.rules.written_languages import languages
from steamie.translations import public
from steamie.translations.beside import READ_ONCE, alternates_of
from steamie.translations.models import Translation
from steamie.translations.sources import TranslatedText, around
from steamie.translations.translating_pages import PageTranslation
from steamie.website.serving import cacheable

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")  # are about the page in the language, not the English


def in_language(request: HttpRequest, english: str, text: TranslatedText, translation: Translation) -> HttpResponse:
    """What the English page answers, put into the language: its redirects too."""
    language = languages()[translation.language]
    answer = asked(request, english)
    offered = public.forms_in(language.tag)

    def moved(address: str) -> str:
        return public.form_address_in(language.tag, address, offered)

    if location := answer.headers.get("Location"):
        answer.headers["Location"] = moved(location)
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return answer
    phrases, words = public.phrases_in(language, text.key)
    rows = public.public_for(text.address)
    context = {
        "address": request.get_full_path().removeprefix(f"/{language.tag}") if request.method == "GET" else text.address,
        "around": words,
        "sentences": {"form": around.FORM, "older": around.OLDER, "by_machine": around.BY_MACHINE},
        "others": [row for row in rows if row.tag != language.tag and row.address],
        "is_older": translation.digest != text.digest,
        "by_machine": translation.by_machine,
    }
    beside = render_to_string("translations/on_form.html", context)
    page = PageTranslation(answer.content.decode(), language, phrases, moved)
    page.belongs_at(settings.PUBLIC_URL + public.address_in(language.tag, english))
    if english == text.address:
        page.in_head(alternates_of(english, rows))
    answer.content = page.done(beside).encode()
    return _fresh(request, answer)


def asked(request: HttpRequest, english: str) -> HttpResponse:
    """The answer of the English page to the same request."""
    setattr(request, READ_ONCE, [])  # the strip of languages below the words is of the English page
    match, here = resolve(english), (request.path, request.path_info, request.resolver_match)
    kept = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
    request.path = request.path_info = english
    request.resolver_match = match
    try:
        refused = CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, match.func, match.args, match.kwargs)
        answer: HttpResponse = refused or match.func(request, *match.args, **match.kwargs)
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
        return answer
    finally:
        request.path, request.path_info, request.resolver_match = here
        request.META.update(kept)


def _fresh(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """What may be kept by others gets a fingerprint of its own words."""
    if "public" not in answer.headers.get("Cache-Control", ""):
        return answer
    for name in ("ETag", "Last-Modified"):
        answer.headers.pop(name, None)
    return cacheable(request, answer)
