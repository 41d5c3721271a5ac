"""A page of ours in another language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from steamie.rules.written_languages import languages
from steamie.translations import public, rendering, sources
from steamie.translations.beside import alternates_of
from steamie.translations.sources import around
from steamie.website.serving import cacheable


@require_safe
def page(request: HttpRequest, tag: str, place: str) -> HttpResponse:
    """The checked translation; where there is none, the way to the English, which says so if it is gone."""
    english = f"/{place.strip('/')}/".replace("//", "/")
    text = sources.at(english)
    translation = public.checked_translation(text, tag) if text else None
    if text is None or translation is None:
        return HttpResponseRedirect(english)
    rows = public.public_for(english)
    language = languages()[tag]
    context = {
        "text": text,
        "language": language,
        "translation": translation,
        "title": rendering.title(translation) or text.title,
        "blocks": list(rendering.blocks(translation)),
        "is_older": translation.digest != text.digest,
        "around": rendering.words_around(language),
        "sentences": {name.lower(): getattr(around, name) for name in NAMES},
        "others": [row for row in rows if row.tag != tag and row.address],
        "alternates": alternates_of(english, rows),
    }
    return cacheable(request, TemplateResponse(request, "translations/page.html", context))


NAMES = ("OLDER", "CHANGED", "READ_ENGLISH", "CHECKED", "TRANSLATED_BY", "BY_MACHINE", "CALL", "OTHERS")
