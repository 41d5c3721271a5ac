"""Lines that are ready, events and rehearsals; and the thread of one."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.content.publishing.models import Stop
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.rehearsals import spoken

from . import actions, speaking
from .forms import CrisisEndForm, CrisisEntryForm, CrisisForm, HoldingLineForm, RehearsalForm, RehearsedAnswerForm, SayForm
from .models import Crisis, HoldingLine, RehearsedMessage
from .playing import playable
from .scenarios import scenarios

PAST = 30  # events shown

M = TypeVar("M", bound=models.Model)


@login_required
@require_safe
def ready(request: DeskRequest) -> HttpResponse:
    """What is ready for a crisis, what goes on, and how rehearsals went."""
    require(request.user, Act.WITHDRAW)
    return _ready(request)


@login_required
@require_POST
@done_once
def line(request: DeskRequest) -> HttpResponse:
    """Propose a line."""
    require(request.user, Act.WITHDRAW)
    form = HoldingLineForm(request.POST, auto_id="line_%s")
    if not form.is_valid():
        return _ready(request, {"line": form}, 422)
    actions.propose_line(by=request.user, **form.cleaned_data)
    messages.success(request, "The line waits for somebody else to approve it.")
    return redirect("crisis:ready")


@login_required
@require_POST
def approval(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve a line."""
    row = sought(request.user, Act.APPROVE, HoldingLine.objects.all(), pk=pk)
    try:
        actions.approve_line(row=row, by=request.user)
    except ValidationError as why:
        messages.error(request, why.messages[0])
    else:
        messages.success(request, f"“{row}” can be said at once.")
    return redirect("crisis:ready")


@login_required
@require_POST
def line_end(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a line out of use."""
    row = _sought(request, HoldingLine.objects.all(), pk)
    actions.end_line(row=row, by=request.user)
    messages.success(request, f"“{row}” is no longer offered.")
    return redirect("crisis:ready")


@login_required
@require_POST
@done_once
def beginning(request: DeskRequest) -> HttpResponse:
    """Open the thread of an event."""
    require(request.user, Act.WITHDRAW)
    form = CrisisForm(request.POST, auto_id="event_%s")
    if not form.is_valid():
        return _ready(request, {"event": form}, 422)
    return redirect("crisis:thread", pk=actions.begin(title=form.cleaned_data["title"], by=request.user).pk)


@login_required
@require_POST
@done_once
def rehearsal(request: DeskRequest) -> HttpResponse:
    """Begin a rehearsal."""
    require(request.user, Act.WITHDRAW)
    stand_in = playable()
    form = RehearsalForm(request.POST, auto_id="rehearsal_%s", playable=stand_in is not None)
    if not form.is_valid():
        return _ready(request, {"rehearsal": form}, 422)
    on = stand_in if form.cleaned_data.get("in_the_inbox") else None
    row = actions.rehearse(scenario=form.cleaned_data["scenario"], on=on, by=request.user)
    return redirect("crisis:thread", pk=row.pk)


@login_required
@require_POST
@done_once
def saying(request: DeskRequest, pk: int) -> HttpResponse:
    """Say a line in public, at once."""
    row = _sought(request, Crisis.objects.all(), pk)
    form = SayForm(request.POST, auto_id="say_%s")
    if form.is_valid():
        try:
            speaking.say(row=row, line=form.cleaned_data["line"], by=request.user)
        except ValidationError as why:
            form.add_error(None, why)
        except NotReady as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem.message)
        else:
            messages.success(request, "It goes out in 20 seconds, wherever we can post. Until then it can be withdrawn.")
            return redirect("crisis:thread", pk=pk)
    return _thread(request, row, {"say": form}, 422)


@login_required
@require_safe
def thread(request: DeskRequest, pk: int) -> HttpResponse:
    """One event or rehearsal: what to do next, what came, what was done, and what it took."""
    return _thread(request, _sought(request, Crisis.objects.all(), pk))


@login_required
@require_POST
def practice(request: DeskRequest, pk: int) -> HttpResponse:
    """Practise the stop."""
    actions.practise_stop(row=_sought(request, Crisis.objects.all(), pk), by=request.user)
    return redirect("crisis:thread", pk=pk)


@login_required
@require_POST
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer a rehearsed message."""
    row = _sought(request, RehearsedMessage.objects.filter(comes_at__lte=timezone.now()).select_related("crisis"), pk)
    form = RehearsedAnswerForm(request.POST, auto_id=f"answer{pk}_%s")
    if not form.is_valid():
        return _thread(request, row.crisis, {f"answer {pk}": form}, 422)
    was_answered, words = row.answered_at is not None, form.cleaned_data["words"]
    if was_answered or actions.answer(row=row, words=words, by=request.user).answer != words.strip():
        form.add_error(None, "A colleague answered it first, or the rehearsal is over. Your words are kept here.")
        return _thread(request, row.crisis, {f"answer {pk}": form}, 422)
    return redirect("crisis:thread", pk=row.crisis_id)


@login_required
@require_POST
@done_once
def entry(request: DeskRequest, pk: int) -> HttpResponse:
    """Write into the thread."""
    row = _sought(request, Crisis.objects.all(), pk)
    form = CrisisEntryForm(request.POST, auto_id="entry_%s")
    if form.is_valid():
        try:
            actions.write(row=row, by=request.user, **form.cleaned_data)
            return redirect("crisis:thread", pk=pk)
        except ValidationError as why:
            form.add_error(None, why)
    return _thread(request, row, {"entry": form}, 422)


@login_required
@require_POST
def closing(request: DeskRequest, pk: int) -> HttpResponse:
    """Close the thread."""
    row = _sought(request, Crisis.objects.all(), pk)
    form = CrisisEndForm(request.POST, auto_id="end_%s")
    if not form.is_valid():
        return _thread(request, row, {"end": form}, 422)
    actions.end(row=row, learned=form.cleaned_data["learned"], by=request.user)
    messages.success(request, "It is closed. Posts that are stopped stay stopped until you let them go.")
    return redirect("crisis:thread", pk=pk)


def _sought(request: DeskRequest, rows: models.QuerySet[M], pk: int) -> M:
    return sought(request.user, Act.WITHDRAW, rows, pk=pk)


def _ready(request: DeskRequest, tried: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    tried = tried or {}
    context = {
        "lines": HoldingLine.objects.approved(),
        "waiting": HoldingLine.objects.waiting(),
        "may_approve": ruling(request.user, Act.APPROVE).allowed,
        "events": Crisis.objects.all()[:PAST],
        "stop_in_force": Stop.objects.in_force().first(),
        "line_form": tried.get("line") or HoldingLineForm(auto_id="line_%s"),
        "event_form": tried.get("event") or CrisisForm(auto_id="event_%s"),
        "rehearsal_form": tried.get("rehearsal") or RehearsalForm(auto_id="rehearsal_%s", playable=playable() is not None),
        "wrong": next(iter(tried.values()), None),
    }
    return render(request, "crisis/ready.html", context, status=status)


def _thread(request: DeskRequest, row: Crisis, tried: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    tried, now = tried or {}, timezone.now()
    context = {
        "event": row,
        "brief": scenarios()[row.scenario].brief if row.scenario in scenarios() else "",
        "figures": _figures(row),
        "messages_shown": _messages(row, tried, now),
        "to_come": row.ended_at is None and row.messages.filter(comes_at__gt=now).exists(),
        "entries": row.entries.select_related("line"),
        "say_form": tried.get("say") or SayForm(auto_id="say_%s"),
        "places": speaking.places() if not (row.is_rehearsal or row.ended_at) else [],
        "lines": HoldingLine.objects.approved(),
        "cost": row.cost,
        "entry_form": tried.get("entry") or CrisisEntryForm(auto_id="entry_%s"),
        "end_form": tried.get("end") or CrisisEndForm(auto_id="end_%s"),
        "stop_in_force": Stop.objects.in_force().first(),
        "wrong": next(iter(tried.values()), None),
    }
    return render(request, "crisis/thread.html", context, status=status)


def _figures(row: Crisis) -> list[tuple[str, str]]:
    if not row.is_rehearsal:
        return []
    score = row.score
    return [
        ("Stopped after", spoken(score.to_stop) or "not yet"),
        ("First answer after", spoken(score.to_first) or "not yet"),
        ("All answered after", spoken(score.to_all) or f"{score.answered} of {score.messages} so far"),
        *([("Calls for help missed", f"{score.missed} of {score.dangers}")] if row.ended_at else []),
    ]


def _messages(row: Crisis, tried: dict[str, forms.Form], now: Any) -> list[tuple[RehearsedMessage, forms.Form | None]]:
    """What has come so far, what our rules call urgent first; an answered one has no form, unless words wait in it."""
    rows = sorted(row.messages.filter(comes_at__lte=row.ended_at or now), key=lambda one: (not one.urgent, one.comes_at))
    shown = []
    for one in rows:
        form = tried.get(f"answer {one.pk}")
        if form is None and one.answered_at is None and row.ended_at is None and row.played_on_id is None:
            form = RehearsedAnswerForm(auto_id=f"answer{one.pk}_%s")
        shown.append((one, form))
    return shown
