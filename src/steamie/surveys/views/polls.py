"""Polls: one question put to a group; its members answer, and see what it came to once it has closed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.surveys.actions import polls as actions
from steamie.surveys.forms_of_polls import PollForm, VoteForm
from steamie.surveys.models import SurveyWave
from steamie.surveys.polls import groups_of, poll_result, polls_for

SHOWN = 20


@login_required
@never_cache
@require_safe
def polls(request: DeskRequest) -> HttpResponse:
    """Those that wait for this person's answer, those that are open, and what the others came to."""
    require(request.user, Act.SUGGEST)
    return _page(request)


def _page(request: DeskRequest, tried: VoteForm | None = None) -> HttpResponse:
    today, may_plan = timezone.localdate(), ruling(request.user, Act.PLAN).allowed
    groups = groups_of(request.user, today)
    rows = SurveyWave.objects.polls()
    shown = list((rows if may_plan else rows.filter(survey__group__in=groups))[:SHOWN])
    waiting = list(polls_for(request.user, today))
    forms = [tried if tried and tried.wave == wave else VoteForm(wave=wave) for wave in waiting]
    context = {
        "room": "suggestions",
        "forms": forms,
        "running": [wave for wave in shown if wave.takes_answers(today) and wave not in waiting],
        "results": [poll_result(wave) for wave in shown if not wave.takes_answers(today)],
        "may_plan": may_plan,
    }
    return render(request, "surveys/polls.html", context, status=422 if tried else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def new(request: DeskRequest) -> HttpResponse:
    """Put a question to a group."""
    require(request.user, Act.PLAN)
    form = PollForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and carried_out(form, lambda _: actions.open_poll(**form.poll(), by=request.user)):
        messages.success(request, "The question is put to them. They see it when they next sign in.")
        return redirect("surveys_desk:polls")
    return render(request, "surveys/new_poll.html", {"room": "suggestions", "form": form}, status=422 if form.is_bound else 200)


@login_required
@require_POST
@done_once
def vote(request: DeskRequest, pk: int) -> HttpResponse:
    """A member's answer."""
    require(request.user, Act.SUGGEST)
    wave = get_object_or_404(SurveyWave.objects.polls(), pk=pk)
    form = VoteForm(request.POST, wave=wave)
    if not carried_out(form, lambda data: actions.vote(wave=wave, option=data["option"], by=request.user)):
        if not polls_for(request.user, timezone.localdate()).filter(pk=wave.pk).exists():
            for line in form.non_field_errors():
                messages.error(request, str(line))
        return _page(request, form)
    messages.success(request, "Thank you. Your answer counts. You see the result once the poll has closed.")
    return redirect("surveys_desk:polls")
