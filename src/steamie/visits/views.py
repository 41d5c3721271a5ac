"""Following a short link, and asking not to be counted."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from . import callers, links
from .counting import POST, PageLook, count_look, take_back


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Count a visit that followed a post, and lead on. The address comes from the post's own row and nowhere else."""
    target = links.target_of(code)
    if target is None:
        return render(request, "visits/no_such_link.html", status=404)
    staff = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return lead_on(request, target, staff=staff)


def lead_on(request: HttpRequest, target: links.Target, *, staff: bool = False) -> HttpResponse:
    """Count one who followed a short link, and send them where it leads."""
    now = timezone.now()
    excluded, caller = callers.who(request, staff=staff, day=timezone.localdate(now))
    count_look(PageLook(POST, target.publication, excluded, caller, now))
    answer = HttpResponseRedirect(target.address)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


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
