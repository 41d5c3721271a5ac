"""Following a short link, and asking not to be counted."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from steamie.content.posts.models import Publication

from . import callers, links
from .counting import POST, Look, count_look, take_back


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Count a visit that followed a post, and lead on. The address comes from the post's own row and nowhere else."""
    publication = Publication.objects.select_related("post__quarter", "channel").filter(code=code).first()
    if publication is None or not links.is_out(publication):
        return _no_such_link(request)
    now = timezone.now()
    staff = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    excluded, caller = callers.who(request, staff=staff, day=timezone.localdate(now))
    count_look(Look(POST, publication.pk, excluded, caller, now))
    answer = HttpResponseRedirect(links.destination(publication))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _no_such_link(request: HttpRequest) -> HttpResponse:
    """The same page for every link that leads nowhere: guessing at codes costs no more than following one."""

    def rendered() -> bytes:
        return render(request, "visits/no_such_link.html").content

    keep: Callable[[str, Callable[[], bytes]], bytes] | None = getattr(request, "rendered_before", None)
    return HttpResponse(keep("no such link", rendered) if keep else rendered(), status=404)


@csrf_exempt  # no account and no cookie to borrow; all that can be done here is to be counted less
@never_cache
@require_POST
def objection(request: HttpRequest) -> HttpResponse:
    """Do not count me: what the last half hour counted is set aside, and what the next does too. No cookie is needed."""
    now = timezone.now()
    _, caller = callers.who(request, staff=False, day=timezone.localdate(now))
    taken = take_back(caller, now)
    back = request.POST.get("back", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("website:figures")
    return render(request, "visits/objection.html", {"taken": taken, "back": back})
