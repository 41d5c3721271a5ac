"""A page of ours in another language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from steamie.rules.written_languages import languages
from steamie.translations import public, rendering, sources
from steamie.translations.beside import alternates_of
from steamie.translations.numbers_first import numbers_first
from steamie.translations.sources import around, forms, letters
from steamie.translations.views.forms import asked, in_language
from steamie.website.serving import cacheable


@csrf_exempt  # a form is guarded as its own page guards it; nothing else takes a POST
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, tag: str, place: str) -> HttpResponse:
    """The checked translation; where there is none, the way to the English, which says so if it is gone."""
    plain = "/".join(filter(None, place.split("/")))
    english = f"/{plain}/" if plain else "/"
    if place != plain:  # one page has one address
        return HttpResponseRedirect(public.address_in(tag, english))
    text = sources.at(english)
    translation = public.checked_translation(text, tag) if text else None
    if request.method == "POST" and (text is None or text.kind != forms.FORM):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if text is None or translation is None:
        return asked(request, english) if request.method == "POST" else HttpResponseRedirect(english)  # nothing typed is lost
    if text.kind == forms.FORM:
        return in_language(request, english, text, translation)
    rows = public.public_for(english)
    language = languages()[tag]
    context = {
        "text": text,
        "language": language,
        "translation": translation,
        "title": rendering.title(translation) or text.title,
        "numbers_first": numbers_first(request, text, language),
        "blocks": list(rendering.blocks(translation)),
        "is_letter": text.kind == letters.LETTER,
        "is_older": translation.digest != text.digest,
        "around": rendering.words_around(language),
        "sentences": {name.lower(): getattr(around, name) for name in NAMES},
        "others": [row for row in rows if row.tag != tag and row.address],
        "alternates": alternates_of(english, rows),
    }
    return cacheable(request, TemplateResponse(request, "translations/page.html", context))


NAMES = (
    "OLDER",
    "CHANGED",
    "READ_ENGLISH",
    "CHECKED",
    "TRANSLATED_BY",
    "BY_MACHINE",
    "CALL",
    "OTHERS",
    "LETTER",
)


@require_safe
def our_letters(request: HttpRequest) -> HttpResponse:
    """The letters that we write to everybody alike."""
    texts = sources.kinds()[letters.LETTER].every()
    return cacheable(request, TemplateResponse(request, "translations/our_letters.html", {"letters": list(texts)}))


@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """What one of them says, and the languages it can be read in."""
    text = sources.one(letters.LETTER, name)
    if text is None:
        raise Http404("There is no such letter.")
    context = {"text": text, "words": [part.text for part in text.segments[1:]], "explained": around.LETTER}
    return cacheable(request, TemplateResponse(request, "translations/our_letter.html", context))
