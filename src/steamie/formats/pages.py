"""The words of a public page, whatever room it comes from: asked of the page itself, as a visitor would read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from steamie.strategy import due, reading
from steamie.strategy.formats import overdue_words, paper
from steamie.strategy.reading import NotLoaded
from steamie.translations.sources.form_routes import form_at
from steamie.website.models import HomePage

from .passages import PagePassage, direction_of, read

POLICY, ENGLISH = "policy:page", "en-GB"
TRANSLATED = "translations:page"
OURS = "wagtail_serve"  # the pages that an editor laid out, and the news
# Pages made by a room, the same for everybody. Asking for one counts nothing and changes nothing.
MADE = frozenset(
    {
        POLICY,
        "website:figures",
        "website:you_said",
        "consultations:consultations",
        "consultations:consultation",
        "consultations:projects",
        "consultations:project",
        "complaints:how",
        "complaints:figures",
        "conversing:house_rules",
        "translations:home",
        TRANSLATED,
    }
)
INNER = "_asked_for_its_words"  # on a request: it is ours, and the page need not offer its formats


@dataclass(frozen=True)
class PageWords:
    """What a page says now, and what tells these words from any other."""

    path: str
    title: str
    language: str
    passages: Sequence[PagePassage]
    may_be_kept: bool = False  # by anyone: the page itself says that it is the same for everybody for a while

    @cached_property
    def digest(self) -> str:
        """The same for the same words in the same language."""
        text = "\n".join([self.language, *(f"{one.kind}{one.level} {one.text}" for one in self.passages)])
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def number(self) -> int:
        """How many words it has."""
        return sum(len(one.text.split()) for one in self.passages)

    @property
    def direction(self) -> str:
        """The direction of its script."""
        return direction_of(self.language)


def has_formats(path: str) -> bool:
    """Whether an address is that of a page that can be had in other formats, by its form alone."""
    return _match(path) is not None


def words_of(path: str) -> PageWords | None:
    """What the page says now; None where nothing, or nothing for everybody, is at this path."""
    if _match(path) == POLICY:
        return _policy(path)
    answer = _page(path)
    reading = read(bytes(getattr(answer, "content", b"")).decode()) if answer else None
    if answer is None or reading is None or not reading.passages:
        return None
    public = "public" in answer.headers.get("Cache-Control", "")
    return PageWords(path, reading.title, reading.language, reading.passages, may_be_kept=public)


def _policy(path: str) -> PageWords | None:
    """The strategy's own words: around them its page counts the days of a late review, which no recording could keep up with."""
    try:
        document = reading.current()
    except NotLoaded:
        return None
    review = due.now(timezone.localdate())
    late = overdue_words(review.due) if review.overdue else ""
    words = read(format_html("<html><main><p>{}</p>{}</main></html>", late, SafeString(paper(document))))
    return PageWords(path, document.title, ENGLISH, words.passages, may_be_kept=True) if words else None


def address_of(name: str, path: str) -> str:
    """The address of a format of the page at this path: "large", "pdf", "listen" or "audio"."""
    below = path.lstrip("/")
    return reverse(f"formats:{name}", args=[below] if below else [])


def titles_of(paths: Iterable[str]) -> dict[str, str]:
    """What each of these pages is called. Two queries for the editor's; only what is made of rows must be made to be named."""
    wanted, home = set(paths), HomePage.objects.values_list("url_path", flat=True).first() or "/"
    places = {home + path.lstrip("/"): path for path in wanted if _match(path) == OURS}
    found = {places[place]: title for place, title in _titled(places)}
    return {path: found.get(path) or _title_made(path) for path in wanted}


def _titled(places: Iterable[str]) -> Iterable[tuple[str, str]]:
    rows: Iterable[tuple[str, str]] = Page.objects.live().filter(url_path__in=places).values_list("url_path", "title")
    return rows


def _title_made(path: str) -> str:
    words = words_of(path)
    return words.title if words else path


def _match(path: str) -> str | None:
    """The name of the page's route, where its pages can be had in other formats."""
    if not path.startswith("/") or path.startswith("//") or urlsplit(path).path != path:
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    name = match.view_name
    if name == TRANSLATED and form_at(f"/{match.kwargs['place'].strip('/')}/"):
        return None  # a form, which is no page to be read from end to end
    return name if name == OURS or name in MADE else None


def _page(path: str) -> HttpResponseBase | None:
    """The page, as somebody without an account gets it."""
    name = _match(path)
    if name is None:
        return None
    request = _visitor(path)
    try:
        answer = _laid_out(request, path) if name == OURS else _made(request, path)
    except Http404:
        return None
    if isinstance(answer, SimpleTemplateResponse):
        answer.render()
    if answer.status_code != 200 or answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
        return None
    return answer


def _visitor(path: str) -> HttpRequest:
    """A request of somebody who is not signed in, has no cookie, and is not counted."""
    request = HttpRequest()
    address = urlsplit(settings.PUBLIC_URL)
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {
        "SERVER_NAME": address.hostname or "localhost",
        "SERVER_PORT": str(address.port or 80),
        "REQUEST_METHOD": "GET",
    }
    request.META["wsgi.url_scheme"] = address.scheme
    request.resolver_match = resolve(path)
    setattr(request, INNER, True)
    return request


def _laid_out(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page of the editor's, asked past the hook that counts its views."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise Http404("There is no website yet.")
    parts = [part for part in path.split("/") if part]
    routed = site.root_page.localized.specific.route(request, parts)
    answer: HttpResponseBase = routed.page.serve(request, *routed.args, **routed.kwargs)
    return answer


def _made(request: HttpRequest, path: str) -> HttpResponseBase:
    match = resolve(path)
    answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return answer
