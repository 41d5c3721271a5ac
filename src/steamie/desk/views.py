"""The desk's first page, and on phones the page with the doors that do not fit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .shell import Shell


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What needs this person, in order."""
    return render(request, "desk/today.html", {"room": "today"})


@login_required
def more(request: HttpRequest) -> HttpResponse:
    """The doors that a phone's bar has no room for."""
    return render(request, "desk/more.html", {"room": "more", "doors": Shell(request.user).doors})
