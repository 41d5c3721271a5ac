"""Answering a survey on the website: one page, no account, no script, no cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from steamie.people.refusals import NotReady
from steamie.services import visitors
from steamie.services.pacing import too_many_forms
from steamie.surveys.actions.answering import answer_online
from steamie.surveys.forms import AnswersForm
from steamie.surveys.models import SurveyMode, SurveyWave


@require_safe
@never_cache
def surveys(request: HttpRequest) -> HttpResponse:
    """The surveys that are open."""
    waves = SurveyWave.objects.open_on(timezone.localdate()).select_related("survey")
    return render(request, "surveys/open.html", {"waves": waves})


@csrf_exempt  # no account and no cookie to borrow: a signed ticket stands in the form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions, and the thanks. Thanks follow without a redirect: no address holds that somebody answered."""
    now = timezone.now()
    wave = _wave(slug)
    questions = list(wave.survey.questions.all())
    if request.method != "POST":
        form = AnswersForm(questions=questions, initial={"ticket": visitors.new_ticket(now)})
        return _page(request, wave, form)
    form = AnswersForm(request.POST, questions=questions)
    if too_many_forms(request.META.get("REMOTE_ADDR", ""), "survey"):
        return _page(request, wave, form, status=429, too_many=True)
    if not form.is_valid():
        return _page(request, wave, form, status=422)
    ticket = form.cleaned_data["ticket"]
    sheet = form.sheet(SurveyMode.ONLINE)
    submission = visitors.submission(f"survey-{wave.pk}", ticket, f"{sheet.choices}{sheet.words}")
    try:
        answer_online(
            wave=wave,
            sheet=sheet,
            submission=submission,
            hold=visitors.why_hold(ticket, form.cleaned_data["website"], now),
            at=now,
        )
    except NotReady as refusal:
        form.add_error(None, refusal.problems[0].message)
        return _page(request, wave, form, status=422)
    return render(request, "surveys/thanks.html", {"wave": wave})


def _wave(slug: str) -> SurveyWave:
    """The newest wave of a survey, open or not; 404 for one that was never asked."""
    wave = SurveyWave.objects.of_everybody().filter(survey__slug=slug).select_related("survey").first()
    if wave is None:
        raise Http404("There is no such survey.")
    return wave


def _page(request: HttpRequest, wave: SurveyWave, form: AnswersForm, status: int = 200, **more: bool) -> HttpResponse:
    is_open = wave.takes_answers(timezone.localdate())
    context = {"wave": wave, "form": form, "is_open": is_open, **more}
    return render(request, "surveys/take.html", context, status=status)
