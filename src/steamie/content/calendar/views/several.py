"""Several posts of the calendar at once: moved, copied or approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.content.calendar import several
from steamie.content.calendar.several import Several
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.counting import some
from steamie.rules.permissions import Act

from .quarter import shown, shut_that_day

_Read = TypeVar("_Read", date, time)


@login_required
@require_POST
@done_once
def moves(request: DeskRequest, first: date) -> HttpResponse:
    """Give the ticked posts another day."""
    require(request.user, Act.DRAFT, own=True)
    return _on_a_day(request, first, several.move, "moved")


@login_required
@require_POST
@done_once
def copies(request: DeskRequest, first: date) -> HttpResponse:
    """Begin drafts with the words of the ticked posts."""
    require(request.user, Act.DRAFT, own=True)
    return _on_a_day(request, first, several.copy, "copied")


@login_required
@require_POST
@freshly_signed_in
@done_once
def approvals(request: DeskRequest, first: date) -> HttpResponse:
    """Approve the ticked posts, each exactly as it was shown. It asks again who is there (S-60)."""
    require(request.user, Act.APPROVE)
    picks = request.POST.getlist("post")
    if not picks:
        return shown(request, first, problems=[Problem("Tick at least one post.", "weeks")], status=422)
    _say(request, several.approve(picks=picks, by=request.user), "approved")
    return redirect("calendar:quarter", first)


def _on_a_day(request: DeskRequest, first: date, act: Callable[..., Several], done: str) -> HttpResponse:
    picks = request.POST.getlist("post")
    try:
        if not picks:
            raise NotReady([Problem("Tick at least one post.", "weeks")])
        day, at_time = _read(date.fromisoformat, request, "day"), _read(time.fromisoformat, request, "time")
        day = several.open_day(day, timezone.localdate())
    except NotReady as refusal:
        return shown(request, first, problems=refusal.problems, status=422)
    _say(request, act(picks=picks, day=day, at_time=at_time, by=request.user), done, shut_that_day(day))
    return redirect("calendar:quarter", first)


def _read(parse: Callable[[str], _Read], request: DeskRequest, name: str) -> _Read | None:
    """What a box holds; None when it is empty. Raises NotReady for what is no day or time."""
    written = request.POST.get(name, "").strip()
    try:
        return parse(written) if written else None
    except ValueError:
        raise NotReady([Problem(f"Write the {name} as the box shows it.", name)]) from None


def _say(request: DeskRequest, answer: Several, done: str, more: str = "") -> None:
    """What was done and what was left, each with its reason."""
    if answer.done:
        messages.success(request, f"{some(len(answer.done), 'post')} {done}.{more}")
    for title, why in answer.left:
        messages.warning(request, f"“{title}” was not {done}. {why}.")
