"""Who is signed in to their account: one cookie, set when somebody comes in and gone when they go out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from .keys import SESSION, digest_of, form_key
from .models import AccountSession, ResidentAccount
from .models.accounts import LONGEST

COOKIE = "__Host-account" if settings.HTTPS else "account"
NOTED_EVERY = timedelta(minutes=5)  # when a page was last asked for is written no more often than this
FORM_KEY = "key"  # the box of each form in which the key stands

View = Callable[..., HttpResponse]


def session_of(request: HttpRequest, now: datetime) -> AccountSession | None:
    """The sign-in of this browser, while it holds and its owner still lives there."""
    key = request.COOKIES.get(COOKIE, "")
    if not key:
        return None
    live = AccountSession.objects.live(now).select_related("account__tenant", "account__tenancy")
    session = live.filter(digest=digest_of(key, SESSION)).first()
    return session if session and session.account.may_be_used(timezone.localdate(now)) else None


def account_of(request: HttpRequest, now: datetime) -> ResidentAccount | None:
    """Whose account this browser is signed in to; for rooms above."""
    session = session_of(request, now)
    return session.account if session else None


def begin(answer: HttpResponse, key: str) -> HttpResponse:
    """Give the browser its cookie: no script reads it, and no other site sends a form with it."""
    lasts = int(LONGEST.total_seconds())
    answer.set_cookie(COOKIE, key, max_age=lasts, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/")
    return answer


def end(answer: HttpResponse) -> HttpResponse:
    """Take the cookie away."""
    answer.delete_cookie(COOKIE, path="/", samesite="Lax")
    return answer


def own(view: View) -> View:
    """Decorates a page of somebody's account: it is given their sign-in, and a stranger is led to the door.

    A form must carry the key of the sign-in, which another site cannot know; so Django's own cookie is not needed.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        now = timezone.now()
        session = session_of(request, now)
        if session is None:
            return end(redirect("portal:sign_in")) if COOKIE in request.COOKIES else redirect("portal:sign_in")
        key = form_key(session.digest)
        if request.method == "POST" and not constant_time_compare(str(request.POST.get(FORM_KEY, "")), key):
            return _private(render(request, "portal/again.html", {"key": key}, status=403))
        _note(session, now)
        return _private(view(request, session, *args, **named))

    guarded.__dict__["of_an_account"] = True
    return guarded


def page(
    request: HttpRequest, session: AccountSession, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of an account, with what its forms carry."""
    shown = {"account": session.account, "key": form_key(session.digest), **context}
    return render(request, template, shown, status=status)


def _note(session: AccountSession, now: datetime) -> None:
    if now - session.seen_at > NOTED_EVERY:
        AccountSession.objects.filter(pk=session.pk).update(seen_at=now)


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
