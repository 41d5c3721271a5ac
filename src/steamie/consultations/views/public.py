"""Consultations and projects in public: what is asked, the form, the results with their base, and what was decided."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from steamie.consultations.actions.answering import AnswerSheet, answer
from steamie.consultations.doubting import doubt_about
from steamie.consultations.forms import AnswerConsultationForm
from steamie.consultations.models import Consultation, ConsultationAnswer, Project, TenantApproval
from steamie.consultations.results import results_of
from steamie.people import tickets
from steamie.people.refusals import NotReady
from steamie.portal.keys import form_key
from steamie.portal.models import AccountSession
from steamie.portal.sessions import FORM_KEY, session_of
from steamie.services.pacing import too_many_forms
from steamie.website.serving import cacheable

SHEET = "steamie.consultations.sheet"


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """What is open, what is to come, what was decided; and what tenants read and approved."""
    today = timezone.localdate()
    rows = list(Consultation.objects.public())
    context = {
        "open": [row for row in rows if row.is_open(today)],
        "coming": [row for row in rows if row.opens_on > today],
        "closed": [row for row in rows if row.is_closed(today)],
        "approvals": TenantApproval.objects.all()[:50],
    }
    return cacheable(request, TemplateResponse(request, "consultations/consultations.html", context))


@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation. Its results are shown once it has closed."""
    row = get_object_or_404(Consultation.objects.public(), slug=slug)
    today = timezone.localdate()
    closed = row.is_closed(today)
    context = {
        "consultation": row,
        "is_open": row.is_open(today),
        "closed": closed,
        "questions": row.questions.all(),
        "results": results_of(row) if closed else None,
    }
    return cacheable(request, TemplateResponse(request, "consultations/consultation.html", context))


@csrf_exempt  # a signed ticket stands in the form; for a household, the key of its sign-in too
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answering(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions. Whoever is signed in to an account answers for the household; others without a name."""
    row = get_object_or_404(Consultation.objects.public(), slug=slug)
    now = timezone.now()
    session = session_of(request, now)
    if request.method != "POST":
        if not row.is_open(timezone.localdate(now)):
            return redirect(row)
        initial = {"ticket": tickets.new_ticket(now, salt=SHEET)} | _before(row, session)
        form = AnswerConsultationForm(consultation=row, initial=initial)
        return _form(request, row, form, session)
    form = AnswerConsultationForm(request.POST, consultation=row)
    if too_many_forms(request.META.get("REMOTE_ADDR", ""), "consultation"):
        return _form(request, row, form, session, too_many=True)
    if not form.is_valid():
        return _form(request, row, form, session)
    if session and not constant_time_compare(str(request.POST.get(FORM_KEY, "")), form_key(session.digest)):
        session = None  # sent from elsewhere: it does not speak for the household
    return _taken(request, row, form, session)


def _taken(request: HttpRequest, row: Consultation, form: AnswerConsultationForm, session: AccountSession | None) -> HttpResponse:
    tenancy = session.account.tenancy if session else None
    doubt = "" if tenancy else _doubt(request, form)
    sheet = AnswerSheet(form.choices(), form.words(), _submission(request, row), doubt)
    try:
        answer(consultation=row, sheet=sheet, tenancy=tenancy)
    except NotReady as refusal:
        for problem in refusal.problems:
            form.add_error(None, problem.message)
        return _form(request, row, form, session)
    return render(request, "consultations/thanks.html", {"consultation": row, "household": tenancy is not None})


def _doubt(request: HttpRequest, form: AnswerConsultationForm) -> str:
    ticket = tickets.read_ticket(request.POST.get("ticket", ""), salt=SHEET)
    address = request.META.get("REMOTE_ADDR", "")
    return doubt_about(ticket=ticket, hidden_box=form.cleaned_data["website"], address=address, now=timezone.now())


def _submission(request: HttpRequest, row: Consultation) -> str:
    """The same for the same sheet; of a sheet that is not ours, its own words stand for it."""
    typed = request.POST.get("ticket", "")
    ticket = tickets.read_ticket(typed, salt=SHEET)
    words = repr(sorted((name, value) for name, value in request.POST.items() if name.startswith("q")))
    return hashlib.sha256(f"{row.pk}:{f'{ticket.number}:{words}' if ticket else f'{typed}:{words}'}".encode()).hexdigest()


def _before(row: Consultation, session: AccountSession | None) -> dict[str, str]:
    """What the household answered before, to be changed."""
    if session is None:
        return {}
    before = ConsultationAnswer.objects.filter(consultation=row, tenancy=session.account.tenancy).first()
    return {f"q{part.question_id}": part.choice or part.words for part in before.parts.all()} if before else {}


def _form(
    request: HttpRequest,
    row: Consultation,
    form: AnswerConsultationForm,
    session: AccountSession | None,
    *,
    too_many: bool = False,
) -> HttpResponse:
    context = {"consultation": row, "form": form, "too_many": too_many, "key": form_key(session.digest) if session else ""}
    status = 429 if too_many else 422 if form.errors else 200
    page = render(request, "consultations/answering.html", context, status=status)
    page.headers["X-Robots-Tag"] = "noindex"
    return page


@require_safe
def projects(request: HttpRequest) -> HttpResponseBase:
    """Every project, with how many took part."""
    context = {"projects": Project.objects.public().counted()}
    return cacheable(request, TemplateResponse(request, "consultations/projects.html", context))


@require_safe
def project(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One project: what it did, how many took part, and what came of it."""
    row = get_object_or_404(Project.objects.public().counted(), slug=slug)
    context = {"project": row, "gatherings": row.gatherings.all()}
    return cacheable(request, TemplateResponse(request, "consultations/project.html", context))
