"""The desk's first page, and on phones the page with the doors that do not fit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from steamie.content.suggestions.today import unanswered
from steamie.people.permissions import ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act, Extent, extent

from . import cards
from .setup.lines import start_list
from .shell import Shell
from .words import estimate


@login_required
def today(request: DeskRequest) -> HttpResponse:
    """What needs this person, in order; for people who only suggest or read, that and what they came for."""
    shell = Shell(request.user)
    if any(extent(office, Act.PLAN) is Extent.YES for office in request.user.offices()):
        return render(request, "desk/today.html", _workday(shell))
    return render(request, "desk/welcome.html", _welcome(shell))


@login_required
def more(request: DeskRequest) -> HttpResponse:
    """The doors that a phone's bar has no room for, and the way out."""
    shell = Shell(request.user)
    wide = [door for door in shell.doors if door.wide]
    return render(request, "desk/more.html", {"room": "more", "shell": shell, "doors": wide})


def _workday(shell: Shell) -> dict[str, Any]:
    viewer = shell.viewer
    suggestions = unanswered(viewer)
    steps = start_list(viewer.now) if viewer.may(Act.MANAGE_PEOPLE) else []
    return {
        "room": "today",
        "shell": shell,
        "now": viewer.now,
        "tasks": shell.tasks,
        "may_plan": viewer.may(Act.PLAN),
        "heading": cards.heading(shell.number),
        "estimate": estimate(sum(task.minutes for task in shell.tasks)),
        "steps": steps,
        "steps_done": sum(not row.is_open for row in steps),
        "meter": cards.meter(viewer.now),
        "next_out": cards.next_out(viewer.now),
        "suggestions": suggestions[-2:][::-1],
        "suggestions_heading": cards.suggestions_heading(len(suggestions)),
        "overdue": cards.overdue_review(),
    }


def _welcome(shell: Shell) -> dict[str, Any]:
    viewer = shell.viewer
    reads, suggests = viewer.may(Act.READ_MEASURES), viewer.may(Act.SUGGEST)
    works = ruling(shell.person, Act.DRAFT, own=True).allowed
    tally, mine = cards.tally() if reads else [], cards.own_suggestions(shell.person)
    watches = tally and not works
    return {
        "room": "today",
        "shell": shell,
        "now": viewer.now,
        "tasks": shell.tasks,
        "heading": _welcome_heading(shell, tally if watches else [], mine),
        "estimate": estimate(sum(task.minutes for task in shell.tasks)),
        "mine": mine,
        "may_suggest": suggests,
        "watches": watches,
        "meter": cards.meter(viewer.now),
        "next_out": cards.next_out(viewer.now) if reads else [],
        "tally": tally,
        "recorded": cards.recorded() if viewer.may(Act.READ_LOG) else 0,
        "overdue": cards.overdue_review() if reads else None,
    }


def _welcome_heading(shell: Shell, tally: list[Any], mine: list[Any]) -> str:
    if shell.number:
        return cards.heading(shell.number)
    if not shell.person.offices():
        return "You hold no office today"
    return cards.standing_heading(tally) if tally else cards.own_heading(mine)
