"""The public side: searching, and the small files that machines read."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page

from steamie.strategy.models import Association
from steamie.visits import callers
from steamie.visits.models import Exclusion

from . import beside, calendar_file, finding, icons
from .models import VacancyPage
from .serving import ASK_AGAIN_AFTER, cacheable

PER_PAGE = 10
A_DAY = 24 * 60 * 60  # seconds
COUNTING_LINKS, ACCOUNTS = "/go/", "/accounts/"  # where the short links of posts begin, and the pages about signing in
LONGEST_SEARCH = 100  # characters
NO_PAGES_OF_WAGTAIL = (
    "policy:page",
    "policy:large",
    "website:figures",
    "website:you_said",
    "services:apply",
    "suggestions:suggest",
    "surveys:surveys",
    "portal:sign_in",
)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold these words, in either number, ten at a time; where nothing does, those one wrong letter away."""
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    answer = finding.find(typed)
    results = Paginator(answer.pages, PER_PAGE).get_page(request.GET.get("page"))
    context = {"wanted": typed, "instead": answer.instead, "results": results, "query": urlencode({"q": typed}) + "&"}
    return cacheable(request, TemplateResponse(request, "website/search.html", context))


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How we count visits, said in public (S-56)."""
    names = callers.known_robots()
    previews, programs = names[Exclusion.PREVIEW.value], names[Exclusion.ROBOT.value]
    context = {
        "rules": Exclusion.choices,
        "again_after": int(callers.AGAIN_AFTER / timedelta(minutes=1)),
        "previews": previews,
        "robots": programs,
        "names": len(previews) + len(programs),
    }
    return cacheable(request, TemplateResponse(request, "website/figures.html", context))


@require_safe
def repairs(request: HttpRequest) -> HttpResponse:
    """The short address of repairs leads to the page with the numbers to ring."""
    return HttpResponseRedirect("/services/report-a-repair/")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, for search engines."""
    closed = VacancyPage.objects.filter(closes_at__lte=timezone.now()).values("pk")  # such a page answers 410
    pages = Page.objects.live().public().filter(depth__gt=1).exclude(pk__in=closed).order_by("path")
    rows = [(settings.PUBLIC_URL + (page.get_url(request) or "/"), page.last_published_at) for page in pages]
    rows += [(settings.PUBLIC_URL + reverse(name), None) for name in NO_PAGES_OF_WAGTAIL]
    rows += [(settings.PUBLIC_URL + address, changed) for address, changed in beside.listed()]
    return cacheable(request, TemplateResponse(request, "website/sitemap.xml", {"rows": rows}, content_type="application/xml"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the site, and not the desk or the counting links.

    What fetches a link to draw its preview may follow those too: else a post on Facebook would have no card.
    """
    made_when_asked = (reverse("formats:audio"), reverse("formats:pdf"))  # each costs a second of a processor
    shut = [f"Disallow: {place}" for place in (reverse("desk:today"), ACCOUNTS, reverse("website:search"), *made_when_asked)]
    previews = [f"User-agent: {name}" for name in callers.previewers()]
    counting = f"Disallow: {COUNTING_LINKS}"
    lines = ["User-agent: *", *shut, counting, "", *previews, f"Allow: {COUNTING_LINKS}", *shut, ""]
    lines += [f"Sitemap: {settings.PUBLIC_URL}{reverse('website:sitemap')}", ""]
    return cacheable(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Events we have told the public about, for anyone's own calendar. What is not published yet is not in it."""
    events = calendar_file.entries(timezone.now())
    answer = HttpResponse(calendar_file.calendar_of(events), content_type="text/calendar; charset=utf-8")
    changed = max((event.changed_at for event in events), default=None)
    return cacheable(request, answer, changed=changed, fresh_for=ASK_AGAIN_AFTER // 12)


def _our_name() -> str:
    return Association.objects.values_list("short_name", flat=True).first() or "Home"


def _icon(request: HttpRequest, content: str | bytes, media_type: str) -> HttpResponse:
    return cacheable(request, HttpResponse(content, content_type=media_type), fresh_for=A_DAY)


@require_safe
def drawn_icon(request: HttpRequest) -> HttpResponse:
    """The landlord's mark as a drawing."""
    return _icon(request, icons.svg(_our_name()), "image/svg+xml")


@require_safe
def small_icon(request: HttpRequest) -> HttpResponse:
    """The landlord's mark for browsers that know no drawing."""
    return _icon(request, icons.ico(_our_name()), "image/x-icon")


@require_safe
def phone_icon(request: HttpRequest, name: str) -> HttpResponse:
    """The landlord's mark for a phone's first screen."""
    return _icon(request, icons.png(_our_name(), icons.SIDES[name]), "image/png")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colour and marks for whoever puts the site on a phone's first screen. It needs no script."""
    short = _our_name()
    sizes = {"icon_192": "192x192", "icon_512": "512x512"}
    described = {
        "name": Association.objects.values_list("name", flat=True).first() or short,
        "short_name": short,
        "lang": "en-GB",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "theme_color": icons.colour_of(short),
        "background_color": "#ffffff",
        "icons": [
            {"src": reverse("website:icon"), "sizes": "any", "type": "image/svg+xml"},
            *({"src": reverse(f"website:{name}"), "sizes": size, "type": "image/png"} for name, size in sizes.items()),
        ],
    }
    return _icon(request, json.dumps(described, ensure_ascii=False), "application/manifest+json")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """How to tell us about a weakness (RFC 9116)."""
    email = Association.objects.values_list("email", flat=True).first()
    if not email:
        return HttpResponse("Nobody to write to yet.\n", status=404, content_type="text/plain; charset=utf-8")
    until = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: mailto:{email}", f"Expires: {until}", "Preferred-Languages: en"]
    lines += [f"Canonical: {settings.PUBLIC_URL}{reverse('website:security')}", ""]
    return cacheable(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture in one of the sizes a page shows. The name changes with the picture, so it may be kept for good."""
    try:
        answer = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    except OSError:  # a name no disk can hold
        raise Http404("There is no such picture.") from None
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page; here is how to find what was wanted."""
    return render(request, "404.html", status=404)
