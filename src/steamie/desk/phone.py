"""The desk on a phone: added to the home screen, and saying so when there is no network.

What is kept on the phone is one page that says that it is offline, and the files that draw it. No page of the desk is: they
hold what people wrote to us, and are never stored anywhere.
"""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PURPOSES = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
FILES = ("steamie.css", "img/icon.svg")  # what draws the page that says so
DARK_GREEN = "#10342b"


@require_safe
@cache_control(max_age=3600)
def manifest(_: HttpRequest) -> HttpResponse:
    """How the desk is called and drawn on a home screen."""
    icons = [
        {"src": static(f"img/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in PURPOSES
    ]
    desk = reverse("desk:today")
    shortcuts = [
        {"name": "Write a post", "url": reverse("posts:new")},
        {"name": "Inbox", "url": reverse("casework:inbox")},
        {"name": "Stop all posts", "url": reverse("publishing:stop")},
    ]
    look = {"display": "standalone", "background_color": DARK_GREEN, "theme_color": DARK_GREEN, "icons": icons}
    names = {"name": "Steamie desk", "short_name": "Steamie", "lang": "en-GB", "id": desk, "start_url": desk, "scope": desk}
    return JsonResponse({**names, **look, "shortcuts": shortcuts}, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The program that answers on the phone when the desk does not. It may act for the desk's pages and for no others."""
    files = [static(name) for name in FILES]
    version = sha256(repr(files).encode()).hexdigest()[:12]
    context = {"files": files, "version": version}
    answer = render(request, "desk/offline.js", context, content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = reverse("desk:today")
    return answer


@require_safe
@cache_control(max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """The page that stands in for every other while there is no network."""
    return render(request, "desk/offline.html")
