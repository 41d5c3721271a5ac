"""The desk's first page, and on phones the page with the doors that do not fit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from steamie.people.permissions import ruling
from steamie.rules.permissions import Act

from . import today as page
from .shell import Shell
from .todo import tasks
from .waiting import Waiting


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What needs this person, in order; for people who only suggest, what became of their suggestions."""
    if ruling(request.user, Act.PLAN).allowed:
        return render(request, "desk/today.html", _workday(request))
    return render(request, "desk/welcome.html", _welcome(request))


@login_required
def more(request: HttpRequest) -> HttpResponse:
    """The doors that a phone's bar has no room for, and the way out."""
    wide = [door for door in Shell(request.user).doors if door.wide]
    website = ruling(request.user, Act.EDIT_WEBSITE).allowed
    return render(request, "desk/more.html", {"room": "more", "doors": wide, "may_edit_website": website})


def _workday(request: HttpRequest) -> dict[str, Any]:
    waiting = Waiting(request.user, timezone.now())
    todo = tasks(waiting)
    return {
        "room": "today",
        "now": waiting.now,
        "tasks": todo,
        "may_plan": True,
        "heading": page.heading(len(todo)),
        "minutes": sum(task.minutes for task in todo),
        "meter": page.meter(waiting.now),
        "next_out": waiting.next_out,
        "channels": waiting.channels,
        "suggestions": waiting.suggestions[-3:][::-1],
        "suggestions_heading": page.suggestions_heading(len(waiting.suggestions)),
        "overdue": page.overdue_review(),
    }


def _welcome(request: HttpRequest) -> dict[str, Any]:
    waiting = Waiting(request.user, timezone.now())
    reads = waiting.may(Act.READ_MEASURES)
    return {
        "room": "today",
        "now": waiting.now,
        "mine": page.own_suggestions(request.user),
        "may_suggest": waiting.may(Act.SUGGEST),
        "meter": page.meter(waiting.now),
        "next_out": waiting.next_out if reads else [],
        "tally": page.tally() if reads else [],
        "recorded": page.recorded() if waiting.may(Act.READ_LOG) else 0,
        "overdue": page.overdue_review() if reads else None,
    }
