"""The numbers to call, above the translated words of a page for what cannot wait."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from steamie.rules.written_languages import WrittenLanguage
from steamie.translations import public
from steamie.translations.sources import TranslatedText, pages
from steamie.translations.translating_pages import PageTranslation
from steamie.website.models import ServicePage

FORM = "repair"  # the form whose translation has the words of the numbers


def numbers_first(request: HttpRequest, text: TranslatedText, language: WrittenLanguage) -> SafeString:
    """The box that the English page begins with, if it has one, in the language; what nobody translated stays English."""
    if text.kind != pages.PAGE or not ServicePage.objects.filter(pk=text.key, urgent=True).exists():
        return SafeString("")
    box = render_to_string("services/danger.html", request=request)
    phrases, _ = public.phrases_in(language, FORM)
    translated = PageTranslation(f"<main>{box}</main>", language, phrases, moved=lambda address: address).done()
    return mark_safe(translated.removeprefix("<main>").removesuffix("</main>"))  # noqa: S308 -- our own template, drawn
