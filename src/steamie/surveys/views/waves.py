"""One time that a survey was asked: what it came to, and answers from paper, the telephone or a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from defusedcsv import csv
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.surveys import sheets
from steamie.surveys.actions import answering, waves
from steamie.surveys.forms import AnswerSheetForm, EnteredForm
from steamie.surveys.models import QuestionKind, SurveyAnswers, SurveyMode, SurveyWave
from steamie.surveys.results import result_of

MOST_TEXTS = 200


def _wave(pk: int) -> SurveyWave:
    return get_object_or_404(SurveyWave.objects.select_related("survey"), pk=pk)


@login_required
@require_safe
def wave(request: DeskRequest, pk: int) -> HttpResponse:
    """What it came to, as it may be shown."""
    require(request.user, Act.READ_MEASURES)
    row = _wave(pk)
    result, may_plan = result_of(row), ruling(request.user, Act.PLAN).allowed
    context = {
        "room": "readings",
        "wave": row,
        "result": result,
        "modes": [(mode.label, result.tally.modes[mode]) for mode in SurveyMode if result.tally.modes.get(mode)],
        "held": list(row.answers.exclude(held_because="")) if may_plan else [],
        "texts": _texts(row) if may_plan else [],
        "may_plan": may_plan,
        "may_enter": ruling(request.user, Act.LOG_CASE).allowed and row.closed_at is None,
    }
    return render(request, "surveys/wave.html", context)


def _texts(row: SurveyWave) -> list[tuple[str, list[str]]]:
    """What people wrote in their own words, in the order of the alphabet so that it cannot be laid beside their other answers."""
    written = [words for words in row.answers.counted().values_list("words", flat=True) if words]
    questions = row.survey.questions.filter(kind=QuestionKind.WORDS)
    texts = [(one.words, sorted(words[one.code] for words in written if words.get(one.code))[:MOST_TEXTS]) for one in questions]
    return [(words, lines) for words, lines in texts if lines]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def enter(request: DeskRequest, pk: int) -> HttpResponse:
    """Enter what somebody answered on paper, by phone or at an event; then the next."""
    require(request.user, Act.LOG_CASE)
    row = _wave(pk)
    questions = list(row.survey.questions.all())
    data = request.POST if request.method == "POST" else None
    mode = request.GET.get("mode", "")
    form = EnteredForm(data, questions=questions, numbered=True, initial={"mode": mode if mode in SurveyMode else "paper"})
    if data is not None and carried_out(form, lambda _: answering.enter(wave=row, sheet=form.entered(), by=request.user)):
        messages.success(request, "Saved.")
        return redirect(f"{request.path}?mode={form.cleaned_data['mode']}")
    otherwise = row.answers.exclude(mode=SurveyMode.ONLINE)
    last = otherwise.exclude(number="").order_by("-pk").values_list("number", flat=True).first()
    context = {"room": "readings", "wave": row, "form": form, "entered": otherwise.count(), "last": last}
    return render(request, "surveys/enter.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """The questions on paper, to print and hand out."""
    require(request.user, Act.LOG_CASE)
    row = _wave(pk)
    questions = list(row.survey.questions.all())
    form = EnteredForm(questions=questions)
    context = {"room": "readings", "wave": row, "lines": list(zip(questions, form.asked, strict=True))}
    return render(request, "surveys/paper.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def bring_in(request: DeskRequest, pk: int) -> HttpResponse:
    """Answers from a sheet."""
    require(request.user, Act.LOG_CASE)
    row = _wave(pk)
    form = AnswerSheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    brought: list[tuple[int, int]] = []

    def act(data: dict[str, Any]) -> None:
        read = sheets.read_answers(data["file"].file, row)
        brought.append((answering.bring_in(wave=row, sheets=read, by=request.user), len(read)))

    if request.method == "POST" and carried_out(form, act):
        new, rows = brought[0]
        messages.success(request, f"{new} of {rows} rows were new and are entered.")
        return redirect(row)
    return render(
        request, "surveys/bring_in.html", {"room": "readings", "wave": row, "form": form}, status=422 if form.is_bound else 200
    )


@login_required
@require_safe
def empty_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """A sheet with the headings, to fill in."""
    require(request.user, Act.LOG_CASE)
    row = _wave(pk)
    return _sheet(f"answers-{row.survey.slug}.csv", [sheets.heads(list(row.survey.questions.all()))])


@login_required
@require_safe
def export(request: DeskRequest, pk: int) -> HttpResponse:
    """Every figure as a sheet, with the same numbers hidden."""
    require(request.user, Act.READ_MEASURES)
    row = _wave(pk)
    return _sheet(f"survey-{row.survey.slug}-{timezone.localdate()}.csv", sheets.figures(result_of(row)))


def _sheet(name: str, rows: Iterable[list[Any]]) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(answer).writerows(rows)
    return answer


@login_required
@require_POST
@done_once
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    require(request.user, Act.PLAN)
    row = _wave(pk)
    try:
        waves.close_wave(wave=row, by=request.user)
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
    else:
        messages.success(request, "The survey has closed. What it came to stays.")
    return redirect(row)


@login_required
@require_POST
@done_once
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Count an answer that was held back."""
    return _decided(request, pk, counts=True)


@login_required
@require_POST
@done_once
def leave_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Throw away an answer that was held back."""
    return _decided(request, pk, counts=False)


def _decided(request: DeskRequest, pk: int, *, counts: bool) -> HttpResponse:
    require(request.user, Act.PLAN)
    answers = get_object_or_404(SurveyAnswers.objects.select_related("wave"), pk=pk)
    row = answers.wave
    try:
        answering.decide(answers=answers, counts=counts, by=request.user)
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
    else:
        messages.success(request, "It counts." if counts else "It was left out.")
    return redirect(row)
