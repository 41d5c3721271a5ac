"""The languages of a page, in its head for search engines, and for readers above it and below its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from steamie.rules.written_languages import ENGLISH
from steamie.website.beside import below_the_words, in_the_head, in_the_sitemap, in_the_top_bar
from steamie.website.of_this_version import of_this_version
from steamie.website.other_formats import LANGUAGES_SHOWN, Context, FormatKind, Freshness, OtherFormat, other_formats

from . import sources
from .public import LanguageRendition, PublicState, fixed_places, public_addresses, public_for, texts_in_other_languages
from .sources import letters

FRESHNESS = {
    PublicState.CHECKED: Freshness.CURRENT,
    PublicState.OLDER: Freshness.OLDER,
    PublicState.BEING_CHECKED: Freshness.COMING,
}
READ_ONCE = "_languages_of_this_page"  # on a request: the head and the strip ask once


@in_the_head("languages")
def alternates(context: Mapping[Any, Any]) -> SafeString:
    """Where this page is in other languages, for search engines."""
    request = context.get("request")
    rows = _rows(context)
    return alternates_of(request.path, rows) if request is not None else SafeString("")


@in_the_top_bar("languages")
def switch(context: Mapping[Any, Any]) -> SafeString:
    """The languages that the page can be had in, each in its own name, where somebody who reads no English looks first."""
    rows = ((row.address, row.tag, row.language.direction, row.own_name) for row in _rows(context) if row.address)
    return format_html_join("\n", '<a href="{0}" hreflang="{1}" lang="{1}" dir="{2}">{3}</a>', rows)


@below_the_words("languages")
def strip(context: Mapping[Any, Any]) -> SafeString:
    """The languages of what has no other formats, such as a form: each with whether it is checked, older, or being checked."""
    rows = _rows(context) if not getattr(context.get("request"), LANGUAGES_SHOWN, False) else []
    return render_to_string("translations/strip.html", {"rows": rows}) if rows else SafeString("")


@other_formats
def languages_of(path: str, context: Context | None) -> Iterator[OtherFormat]:
    """Each language the page can be had in, or will be."""
    for row in _read(path, context or {}):
        yield OtherFormat(
            FormatKind.TRANSLATION,
            row.own_name,
            row.address,
            FRESHNESS[row.state],
            row.note,
            row.tag,
            row.language.direction or "ltr",
        )


def alternates_of(address: str, rows: list[LanguageRendition]) -> SafeString:
    """A line for each language that has a page, the English among them; none where there is only the English."""
    others = [(row.tag, row.address) for row in rows if row.address]
    if not others:
        return SafeString("")
    every = [(ENGLISH, address), *others, ("x-default", address)]
    lines = ((tag, settings.PUBLIC_URL + place) for tag, place in every)
    return format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', lines)


def _read(path: str, context: Context) -> list[LanguageRendition]:
    """By what is known already: the page that is drawn, or the post whose page it is."""
    if "request" in context:
        return _rows(context)
    post = context.get("post")
    if (read := getattr(post, "is_translated", None)) is not None:  # with the post, for its page at the desk
        return public_for(post) if read else []
    return public_for(post or path, begun=texts_in_other_languages())


def _rows(context: Mapping[Any, Any]) -> list[LanguageRendition]:
    request, page = context.get("request"), context.get("page")
    if not isinstance(request, HttpRequest):
        return []
    if not hasattr(request, READ_ONCE):
        thing = page if isinstance(page, Page) else request.path if request.path in fixed_places() else None
        begun = of_this_version(request, texts_in_other_languages)
        setattr(request, READ_ONCE, public_for(thing, begun=begun) if thing is not None else [])
    rows: list[LanguageRendition] = getattr(request, READ_ONCE)
    return rows


@in_the_sitemap("languages")
def translated_pages() -> Iterator[tuple[str, datetime | None]]:
    """Our letters, and every page in another language that the public can read."""
    yield reverse("translations:letters"), None
    yield from ((text.address, None) for text in sources.kinds()[letters.LETTER].every())
    yield from public_addresses()
