"""Where one is signed in."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.people import actions, open_sessions
from steamie.people.requests import DeskRequest

from .answers import do, page


@login_required
@require_safe
def sessions(request: DeskRequest) -> HttpResponse:
    """Every browser in which this person is signed in."""
    rows = open_sessions.of(request.user, timezone.now())
    return page(request, "people/sessions.html", {"sessions": rows, "here": request.session.session_key})


@login_required
@require_POST
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """End one of them."""
    session = get_object_or_404(request.user.open_sessions, pk=pk)
    end_it = partial(actions.end_session, session=session, by=request.user)
    return do(request, end_it, f"Signed out: {session.device}.", to="people:sessions")


@login_required
@require_POST
def end_others(request: DeskRequest) -> HttpResponse:
    """End all but this one."""
    end_them = partial(actions.end_other_sessions, request=request, by=request.user)
    return do(request, end_them, "You are signed out everywhere else.", to="people:sessions")
