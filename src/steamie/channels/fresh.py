"""Pages on which secrets are typed or accounts connected: only for someone who has just proved who they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from steamie.people.sessions import is_fresh

View = Callable[..., HttpResponse]


def asks_first(view: View) -> View:
    """Ask before the page is shown, not after it is sent: what was typed must not be kept in a session (S-63)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")

    return guarded
