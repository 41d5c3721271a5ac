"""What is checked and what is not, and the check of one thing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import actions
from .forms import AssessmentForm, CheckForm
from .screening import screening_of, screenings
from .subjects import ScreenedSubject, kinds, subject_of


@login_required
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Everything that is checked before it goes public, and how each stands."""
    require(request.user, Act.READ_MEASURES)
    today, labels = timezone.localdate(), {kind.code: kind.label for kind in kinds().values()}
    rows = [(subject, labels[subject.kind], one, one.is_due(today)) for subject, one in screenings()]
    public = [one for subject, _, one, _ in rows if subject.is_public]
    context = {
        "room": "website",
        "rows": sorted(rows, key=lambda row: (not row[2].missing, not row[3], row[1], row[0].title)),
        "public": len(public),
        "checked": sum(not one.missing for one in public),
        "may_check": ruling(request.user, Act.PLAN).allowed,
    }
    return render(request, "equality/overview.html", context)


def _subject(kind: str, key: str) -> ScreenedSubject:
    subject = subject_of(kind, key)
    if subject is None:
        raise Http404("There is no such thing to check.")
    return subject


@login_required
@done_once
def check(request: DeskRequest, screened: str, pk: int) -> HttpResponse:
    """The questions, each with an answer and a reason; and the check before."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.PLAN)
    subject = _subject(screened, str(pk))
    form = CheckForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda _: actions.check_equality(subject=subject, answers=form.answers(), by=request.user)
    ):
        missing = screening_of(subject.kind, subject.key).missing
        messages.success(request, f"The check is kept. {missing or 'It may go public.'}")
        return redirect("equality:assessment", screened, pk) if missing else redirect("equality:overview")
    return _page(request, "equality/check.html", subject, form)


@login_required
@done_once
def assessment(request: DeskRequest, screened: str, pk: int) -> HttpResponse:
    """An impact assessment, with the day to look again; and the one before."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.PLAN)
    subject = _subject(screened, str(pk))
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda data: actions.assess_impact(subject=subject, by=request.user, **data)
    ):
        messages.success(request, "The impact assessment is kept.")
        return redirect("equality:overview")
    return _page(request, "equality/assessment.html", subject, form)


def _page(request: DeskRequest, template: str, subject: ScreenedSubject, form: Any) -> HttpResponse:
    context = {
        "room": "website",
        "subject": subject,
        "label": kinds()[subject.kind].label,
        "screening": screening_of(subject.kind, subject.key),
        "form": form,
        "may_check": ruling(request.user, Act.PLAN).allowed,
    }
    return render(request, template, context, status=422 if form.errors else 200)
