"""How long a session lasts, when it ends early, and when a person must prove again that it is them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from steamie.rules.access import FRESH, needs_second_factor, session_is_over

from . import open_sessions, second_factor
from .addresses import desk
from .models import Person
from .requests import DeskRequest, is_signed_in

BEGAN, SEEN = "began", "seen"  # seconds since 1970
SHOW_POLICIES = "show_policies"  # a new member, who has acknowledged nothing yet
NOTED_EVERY = 60  # seconds: a session row is written at most once a minute for being looked at

View = Callable[..., HttpResponseBase]


@receiver(user_logged_in)
def begin(sender: object, request: HttpRequest, user: Person, **rest: Any) -> None:
    """Start the clocks of a new session, and note what its pages need not ask again."""
    request.session[BEGAN] = request.session[SEEN] = time.time()
    second_factor.remember(request, user)
    if user.first_signed_in_at is None:
        user.first_signed_in_at = timezone.now()
        user.save(update_fields=["first_signed_in_at"])
    open_sessions.note(request, user)
    if user.lapses() and not user.acknowledgements.exists():
        request.session[SHOW_POLICIES] = True


def end_all(person: Person) -> None:
    """End every session of this person, from their next click."""
    person.locks_changed += 1
    person.save(update_fields=["locks_changed"])
    person.open_sessions.all().delete()


def end_others(request: HttpRequest, person: Person) -> int:
    """End every session of this person but the one of this request; how many there were."""
    here = str(request.session.session_key)
    others = len([one for one in open_sessions.of(person, timezone.now()) if one.key != here])
    end_all(person)
    update_session_auth_hash(request, person)
    open_sessions.note(request, person)
    return others


def over(request: DeskRequest) -> str:
    """Why this session has ended, in words, or an empty string. Notes the visit when it goes on."""
    now = time.time()
    began = request.session.setdefault(BEGAN, now)
    seen = request.session.setdefault(SEEN, now)
    why = session_is_over(began=began, seen=seen, now=now, guarded=needs_second_factor(request.user.offices()))
    if not why and now - seen > NOTED_EVERY:
        request.session[SEEN] = now
        open_sessions.note(request, request.user)
    return why


def is_settled(request: HttpRequest) -> bool:
    """Whether this person is past the desk's door: signed in, not for too long, with the factors their office needs.

    For what lies outside ``/desk/`` and yet is not public; the doorkeeper sees to the rest.
    """
    return bool(is_signed_in(request) and not over(request) and not second_factor.is_missing(request))


def is_fresh(request: HttpRequest) -> bool:
    """Whether this person proved who they are in the last five minutes: by signing in, or by being asked again."""
    if second_factor.came_by_the_door(request):
        return True
    signed_in = time.time() - request.session.get(BEGAN, 0) < FRESH.total_seconds()
    return signed_in or bool(did_recently_reauthenticate(request))


def freshly_signed_in(view: View) -> View:
    """For approving and connecting: a POST goes on only if the person proved who they are in the last five minutes.

    Otherwise they are asked, and what they sent is then done without typing it again. Use it under ``@login_required``.
    """

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not is_fresh(request):
            return _ask_again(request)
        return view(request, *args, **kwargs)

    return guarded


def asks_before_showing(view: View) -> View:
    """For a page that shows or takes a secret: asked before it is shown, for what is typed there is kept in no session (S-63)."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")

    return guarded


def _ask_again(request: DeskRequest) -> HttpResponse:
    if not request.htmx:
        raise ReauthenticationRequired  # allauth keeps the request, asks, and then carries it out
    back = urlsplit(request.htmx.current_url or desk()).path
    answer = HttpResponse(status=204)
    answer.headers["HX-Redirect"] = f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
    return answer
