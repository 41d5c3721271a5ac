"""A public page is answered from what was rendered before, for as long as nothing that the public sees has changed.

Only what a view calls public (``Cache-Control: public``) is kept, and only for people without a cookie, who asked by GET and
without a question in the address. What is kept carries the version of what the public sees (``stamping``), read before the page
was rendered: one more change, and it is rendered anew. So it is never older than the last commit, in every process, also after
one was killed. It is kept in the memory of the process: nothing of it is left to be wrong on a disk. Decision 0017.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from wagtail.contrib.redirects.models import Redirect

from steamie.visits import callers, on_forms
from steamie.visits.counting import PAGE, PageLook, count_look
from steamie.visits.links import Target, target_of
from steamie.visits.views import lead_on

from . import of_this_version, stamping
from .models import SiteNotice, VacancyPage

log = logging.getLogger(__name__)
MOST_BYTES, LONGEST = 8 * 1024 * 1024, 512 * 1024  # of all that is kept, and of one answer
TAGS = ("utm_", "fbclid", "gclid")  # how the names of tags begin that change nothing on a page of ours
GZIP = re.compile(r"\bgzip\b")
# Links that lead straight to a form take the code of the post along that the reader came from.
TO_FORMS = re.compile(rb'(href="/(?:repairs|contact)/(?:where/)?)"')
SHORT_LINK, NOWHERE = re.compile(r"/go/([-\w]+)/", re.ASCII), "/go/ that leads nowhere"
MOST_LINKS = 2000
COUNTED = "_page_counted"  # on a request: the number of the page whose view was counted


@dataclass(frozen=True, slots=True)
class Rendering:
    """One answer as it left the house, and until when it holds if nothing changes."""

    version: int
    since: datetime
    until: datetime
    headers: tuple[tuple[str, str], ...]
    content: bytes
    page: int | None = None  # whose views are counted
    status: int = 200

    def holds(self, version: int, now: datetime) -> bool:
        """Whether it shows what the house would render now."""
        return self.version == version and self.since <= now < self.until

    def answer(self) -> HttpResponse:
        """The same answer again."""
        answer = HttpResponse(self.content, status=self.status)
        for name, value in self.headers:
            answer.headers[name] = value
        return answer


@dataclass(slots=True)
class Store:
    """Renderings by address, the one that was asked for longest ago goes first when there is no more room."""

    kept: OrderedDict[tuple[str, ...], Rendering] = field(default_factory=OrderedDict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: tuple[str, ...]) -> Rendering | None:
        """What is kept under an address."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key: tuple[str, ...], rendering: Rendering) -> None:
        """Keep it in place of the one before."""
        with self.lock:
            if before := self.kept.pop(key, None):
                self.size -= len(before.content)
            self.kept[key] = rendering
            self.size += len(rendering.content)
            while self.size > MOST_BYTES:
                self.size -= len(self.kept.popitem(last=False)[1].content)

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.kept.clear()
            self.size = 0
            of_this_version.forget()


store = Store()


class RenderedBefore:
    """Stands outside of everything that renders, signs in or packs, and within what sees to transport."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.render = get_response
        self.guarded = False  # every trigger was seen in place
        self.links: tuple[int, dict[str, Target]] = (-1, {})  # of one version: where codes lead

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, rendered before or now; where the reader came from a post, with its code in the links to forms."""
        key = _key(request)
        if key is None:
            return self.render(request)
        if short_link := SHORT_LINK.fullmatch(request.path):
            return self._followed(request, key, short_link[1])
        code = on_forms.code_of(request) if on_forms.CODE_IN_ADDRESS in request.GET else ""
        if not code:
            return self._kept_or_rendered(request, key)
        wanted = request.META.pop("HTTP_ACCEPT_ENCODING", "")
        answer = self._kept_or_rendered(request, (*key[:2], ""))
        request.META["HTTP_ACCEPT_ENCODING"] = wanted
        return _with_code(request, answer, code)

    def _followed(self, request: HttpRequest, key: tuple[str, ...], code: str) -> HttpResponse:
        """Where a short link leads, its visit counted. All that lead nowhere are answered with the same page."""
        request.get_host()  # refuses a name that is not ours, as every page does
        version, now = self._version(), timezone.now()
        if version is None:
            return self.render(request)
        if self.links[0] != version or len(self.links[1]) > MOST_LINKS:
            self.links = (version, {})
        known = self.links[1]
        target = known.get(code) or target_of(code)
        if target is not None:
            known[code] = target
            return lead_on(request, target)
        nowhere = (key[0], NOWHERE, key[2])
        kept = store.get(nowhere)
        if kept is not None and kept.holds(version, now):
            return kept.answer()
        answer = self.render(request)
        if answer.status_code == 404 and not answer.cookies and not Redirect.objects.filter(old_path__startswith="/go/").exists():
            store.put(nowhere, Rendering(version, now, _until(now), tuple(answer.items()), answer.content, status=404))
        return answer

    def _kept_or_rendered(self, request: HttpRequest, key: tuple[str, ...]) -> HttpResponse:
        version, now = self._version(), timezone.now()
        if version is None:
            return self.render(request)
        setattr(request, of_this_version.SEEN, version)
        kept = store.get(key)
        if kept is not None and kept.holds(version, now):
            return _again(request, kept, now)
        answer = self.render(request)
        if _may_be_kept(answer):
            page = getattr(request, COUNTED, None)
            store.put(key, Rendering(version, now, _until(now), tuple(answer.items()), answer.content, page))
        return answer

    def _version(self) -> int | None:
        """The version of what the public sees; None while nothing guards it, or the database does not answer."""
        try:
            if not self.guarded:
                self.guarded = stamping.complete(connection)
            if not self.guarded:
                log.error("Public pages are rendered each time: triggers are missing. Run: steamie migrate")
                return None
            return stamping.number(connection)
        except DatabaseError:
            return None


def _key(request: HttpRequest) -> tuple[str, ...] | None:
    """What a rendering is kept under; None for a request that is rendered for itself."""
    if request.method != "GET" or request.COOKIES or "HTTP_HX_REQUEST" in request.META or "HTTP_AUTHORIZATION" in request.META:
        return None
    query = request.META.get("QUERY_STRING", "")
    if query and any(not name.startswith(TAGS) for name, _ in parse_qsl(query, keep_blank_values=True)):
        return None
    packed = "gzip" if GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) else ""
    return (request.META.get("HTTP_HOST", ""), request.path, packed)


def _may_be_kept(answer: HttpResponse) -> bool:
    public = "public" in answer.headers.get("Cache-Control", "")
    if answer.status_code != 200 or answer.streaming or answer.cookies or not public:
        return False
    one_person_s = "Cookie" in answer.headers.get("Vary", "") or "nonce-" in answer.headers.get("Content-Security-Policy", "")
    return len(answer.content) <= LONGEST and not one_person_s


def _until(now: datetime) -> datetime:
    """When a page may read otherwise though nobody changed anything: at midnight, when a vacancy closes, with a notice."""
    today = timezone.localdate(now)
    midnight = timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))
    closing = VacancyPage.objects.open_at(now).values_list("closes_at", flat=True).first()
    return min(midnight, closing or midnight, SiteNotice.objects.next_change(now) or midnight)


def _again(request: HttpRequest, kept: Rendering, now: datetime) -> HttpResponse:
    if kept.page is not None:
        excluded, caller = callers.who(request, staff=False, day=timezone.localdate(now))
        count_look(PageLook(PAGE, kept.page, excluded, caller, now))
    answer = kept.answer()
    etag = answer.headers.get("ETag")
    changed = parse_http_date_safe(answer.headers.get("Last-Modified", ""))  # for whoever remembers a day and no fingerprint
    return (get_conditional_response(request, etag=etag, last_modified=changed, response=answer) or answer) if etag else answer


def _with_code(request: HttpRequest, answer: HttpResponse, code: str) -> HttpResponse:
    """The same page for one who came from a post: nobody else keeps it."""
    if answer.streaming or answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return answer
    link = rb"\1?" + f'{on_forms.CODE_IN_ADDRESS}={code}"'.encode()
    answer.content = TO_FORMS.sub(link, answer.content)
    answer.headers["Cache-Control"] = "private, max-age=60"
    for name in ("ETag", "Last-Modified", "Content-Length"):
        answer.headers.pop(name, None)
    GZipMiddleware(lambda _: answer).process_response(request, answer)  # it changes the answer itself
    return answer


def remember_counted(request: HttpRequest, page: Any) -> None:
    """Note on a request that this page's view was counted, so that it is counted from the store too."""
    setattr(request, COUNTED, page.pk)
