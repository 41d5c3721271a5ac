"""The desk's first page, and on phones the page with the doors that do not fit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from steamie.people.permissions import ruling
from steamie.rules.permissions import Act, Extent, extent

from . import today as page
from .shell import Shell
from .words import estimate


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What needs this person, in order; for people who only suggest or read, that and what they came for."""
    shell = Shell(request.user)
    if any(extent(office, Act.PLAN) is Extent.YES for office in request.user.offices()):
        return render(request, "desk/today.html", _workday(shell))
    return render(request, "desk/welcome.html", _welcome(shell))


@login_required
def more(request: HttpRequest) -> HttpResponse:
    """The doors that a phone's bar has no room for, and the way out."""
    shell = Shell(request.user)
    wide = [door for door in shell.doors if door.wide]
    return render(request, "desk/more.html", {"room": "more", "shell": shell, "doors": wide})


def _workday(shell: Shell) -> dict[str, Any]:
    waiting = shell.waiting
    steps = page.first_steps(waiting.now) if waiting.may(Act.MANAGE_PEOPLE) else []
    return {
        "room": "today",
        "shell": shell,
        "now": waiting.now,
        "tasks": shell.tasks,
        "may_plan": waiting.may(Act.PLAN),
        "heading": page.heading(shell.number),
        "estimate": estimate(sum(task.minutes for task in shell.tasks)),
        "first_steps": steps,
        "meter": page.meter(waiting.now),
        "next_out": waiting.next_out,
        "channels": waiting.channels,
        "suggestions": waiting.suggestions[-3:][::-1],
        "suggestions_heading": page.suggestions_heading(len(waiting.suggestions)),
        "overdue": page.overdue_review(),
    }


def _welcome(shell: Shell) -> dict[str, Any]:
    waiting = shell.waiting
    reads, suggests = waiting.may(Act.READ_MEASURES), waiting.may(Act.SUGGEST)
    works = ruling(shell.person, Act.DRAFT, own=True).allowed
    tally, mine = page.tally() if reads else [], page.own_suggestions(shell.person)
    watches = tally and not works
    return {
        "room": "today",
        "shell": shell,
        "now": waiting.now,
        "tasks": shell.tasks,
        "heading": _welcome_heading(shell, tally if watches else [], mine),
        "estimate": estimate(sum(task.minutes for task in shell.tasks)),
        "mine": mine,
        "may_suggest": suggests,
        "watches": watches,
        "meter": page.meter(waiting.now),
        "next_out": waiting.next_out if reads else [],
        "tally": tally,
        "recorded": page.recorded() if waiting.may(Act.READ_LOG) else 0,
        "overdue": page.overdue_review() if reads else None,
    }


def _welcome_heading(shell: Shell, tally: list[Any], mine: list[Any]) -> str:
    if shell.number:
        return page.heading(shell.number)
    if not shell.person.offices():
        return "You hold no office today"
    return page.standing_heading(tally) if tally else page.own_heading(mine)
