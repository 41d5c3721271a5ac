"""Surveys at the desk: all of them, a new one, its questions, and asking it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.surveys.actions import waves, writing
from steamie.surveys.actions.waves import WavePlan
from steamie.surveys.forms import QuestionForm, SurveyForm, WaveForm
from steamie.surveys.models import Survey, SurveyQuestion, SurveyWave


@login_required
@require_safe
def surveys(request: DeskRequest) -> HttpResponse:
    """Every survey with each time that it was asked."""
    require(request.user, Act.READ_MEASURES)
    rows = Survey.objects.of_everybody().prefetch_related("questions")
    asked = SurveyWave.objects.of_everybody().with_bases().select_related("survey")
    listed = [(survey, [wave for wave in asked if wave.survey_id == survey.pk]) for survey in rows]
    context = {"room": "readings", "surveys": listed, "may_plan": ruling(request.user, Act.PLAN).allowed}
    return render(request, "surveys/surveys.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def new(request: DeskRequest) -> HttpResponse:
    """Write a survey from the bank."""
    require(request.user, Act.PLAN)
    form = SurveyForm(request.POST if request.method == "POST" else None)
    written: list[Survey] = []
    if request.method == "POST" and carried_out(form, lambda data: written.append(writing.make_survey(**data, by=request.user))):
        return redirect(written[0])
    return render(request, "surveys/new.html", {"room": "readings", "form": form}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def survey(request: DeskRequest, pk: int) -> HttpResponse:
    """One survey: its questions, each time it was asked, and what can be done with it."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, get_object_or_404(Survey, pk=pk))


def _page(request: DeskRequest, row: Survey, **tried: Form) -> HttpResponse:
    today = timezone.localdate()
    asked = list(SurveyWave.objects.with_bases().filter(survey=row).select_related("survey"))
    forms: dict[str, Any] = {
        "question_form": QuestionForm(survey=row, prefix="question"),
        "wave_form": WaveForm(survey=row, prefix="wave", initial={"opens_on": today}),
    }
    context = {
        "room": "readings",
        "survey": row,
        "questions": list(row.questions.all()),
        "waves": asked,
        "is_open": any(wave.closed_at is None for wave in asked),
        "address": request.build_absolute_uri(reverse("surveys:take", args=[row.slug])),
        "may_plan": ruling(request.user, Act.PLAN).allowed,
        **forms,
        **tried,
    }
    return render(request, "surveys/survey.html", context, status=422 if tried else 200)


@login_required
@require_POST
@done_once
def add_question(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a question of one's own."""
    require(request.user, Act.PLAN)
    row = get_object_or_404(Survey, pk=pk)
    form = QuestionForm(request.POST, survey=row, prefix="question")
    if not carried_out(form, lambda _: writing.add_question(survey=row, draft=form.draft, by=request.user)):
        return _page(request, row, question_form=form)
    messages.success(request, "Your question stands at the end.")
    return redirect(row)


@login_required
@require_POST
@done_once
def remove_question(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a question out."""
    require(request.user, Act.PLAN)
    question = get_object_or_404(SurveyQuestion.objects.select_related("survey"), pk=pk)
    try:
        writing.remove_question(question=question, by=request.user)
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
    else:
        messages.success(request, "The question is out.")
    return redirect(question.survey)


@login_required
@require_POST
@done_once
def open_wave(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask the survey."""
    require(request.user, Act.PLAN)
    row = get_object_or_404(Survey, pk=pk)
    form = WaveForm(request.POST, survey=row, prefix="wave")
    if not carried_out(form, lambda data: waves.open_wave(survey=row, plan=WavePlan(**data), by=request.user)):
        return _page(request, row, wave_form=form)
    messages.success(request, "The survey is open. Share its address, and enter what comes on paper or by phone.")
    return redirect(row)
