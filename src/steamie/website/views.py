"""The public side: following a short link, searching, and the small files that machines read."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page

from steamie.content.posts.models import Publication
from steamie.strategy.models import Association

from . import actions, following
from .models import NewsPage
from .models.visits import Exclusion
from .serving import cacheable
from .waiting import briefly

log = logging.getLogger(__name__)
PER_PAGE = 10
LONGEST_SEARCH = 100  # characters
NO_PAGES_OF_WAGTAIL = ("/strategy/", "/strategy/large-print/", "/about-our-figures/", "/suggest/")
MOST_FOUND = 100  # pages of each sort


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Count a visit that followed a post, and lead on. The address comes from the post's own row and nowhere else."""
    found = Publication.objects.select_related("post__quarter", "channel").filter(code=code).first()
    if found is None or not following.is_out(found):
        return render(request, "website/no_such_link.html", status=404)
    _count(request, found)
    answer = HttpResponseRedirect(following.destination(found))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _count(request: HttpRequest, publication: Publication) -> None:
    now = timezone.now()
    excluded, caller = following.who(request, staff=request.user.is_authenticated, day=timezone.localdate(now))
    try:
        with briefly():
            actions.count_visit(publication=publication, excluded=excluded, caller=caller, at=now)
    except DatabaseError as problem:  # a reader is never kept waiting for a figure
        log.error("A visit to publication %s is lost, and not counted: %s", publication.pk, problem)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold these words, ten at a time."""
    wanted = " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    words = re.findall(r"\w+", wanted.lower())  # words only: the index has a language of its own, which is not for visitors
    results = Paginator(_found(" ".join(words)) if words else [], PER_PAGE).get_page(request.GET.get("page"))
    context = {"wanted": wanted, "results": results, "query": urlencode({"q": wanted}) + "&"}
    return cacheable(request, TemplateResponse(request, "website/search.html", context))


def _found(words: str) -> list[Page]:
    """What we do comes first, best match first; then the news, newest first."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    lasting = pages.not_type(NewsPage).specific().search(words)[:MOST_FOUND]
    news = NewsPage.objects.live().order_by("-first_published_at").search(words, order_by_relevance=False)[:MOST_FOUND]
    return [*lasting, *news]


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How we count visits, said in public (S-56)."""
    context = {"rules": Exclusion.choices, "again_after": int(following.AGAIN_AFTER / timedelta(minutes=1))}
    return cacheable(request, TemplateResponse(request, "website/figures.html", context))


@require_safe
def repairs(request: HttpRequest) -> HttpResponse:
    """The short address of repairs leads to the page with the numbers to ring."""
    return HttpResponseRedirect("/services/report-a-repair/")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, for search engines."""
    pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    rows = [(settings.PUBLIC_URL + (page.get_url(request) or "/"), page.last_published_at) for page in pages]
    rows += [(settings.PUBLIC_URL + address, None) for address in NO_PAGES_OF_WAGTAIL]
    return cacheable(request, TemplateResponse(request, "website/sitemap.xml", {"rows": rows}, content_type="application/xml"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the site, and not the desk or the counting links."""
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /accounts/", "Disallow: /go/", "Disallow: /search/"]
    lines += [f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml", ""]
    return cacheable(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """How to tell us about a weakness (RFC 9116)."""
    email = Association.objects.values_list("email", flat=True).first()
    if not email:
        return HttpResponse("Nobody to write to yet.\n", status=404, content_type="text/plain; charset=utf-8")
    until = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: mailto:{email}", f"Expires: {until}", "Preferred-Languages: en"]
    lines += [f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt", ""]
    return cacheable(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """A picture in one of the sizes a page shows. The name changes with the picture, so it may be kept for good."""
    try:
        answer = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
    except OSError:  # a name no disk can hold
        raise Http404("There is no such picture.") from None
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page; here is how to find what was wanted."""
    return render(request, "404.html", status=404)
