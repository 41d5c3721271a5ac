"""The page of getting started: every line with how it stands, the test letter, and what was set aside."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import actions
from .models import MailTest
from .setup.forms import DismissalForm, MailCodeForm
from .setup.lines import SetupRow, rows


@login_required
@require_safe
def lines(request: DeskRequest) -> HttpResponse:
    """Everything a desk that runs for real needs."""
    require(request.user, Act.MANAGE_PEOPLE)
    return render(request, "desk/getting_started.html", {"room": "today", "rows": rows(timezone.now())})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def email(request: DeskRequest) -> HttpResponse:
    """How letters go out; by POST, a test letter."""
    require(request.user, Act.MANAGE_PEOPLE)
    if request.method == "POST":
        send_test(request)
        return redirect("desk:email")
    return _email_page(request, MailCodeForm())


@login_required
@require_POST
def email_confirmation(request: DeskRequest) -> HttpResponse:
    """The code that the test letter brought."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = MailCodeForm(request.POST)
    if form.is_valid() and form.attempt(by=request.user):
        messages.success(request, "Letters arrive. E-mail is set up.")
        return redirect("desk:getting_started")
    return _email_page(request, form, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dismissal(request: DeskRequest, name: str) -> HttpResponse:
    """Set a line aside, with a reason."""
    require(request.user, Act.MANAGE_PEOPLE)
    line = _row(name).line
    form = DismissalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.dismiss_setup_line(line=name, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"“{line.title}” is set aside.")
        return redirect("desk:getting_started")
    context = {"room": "today", "line": line, "form": form}
    return render(request, "desk/setup_dismissal.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def dismissal_withdrawal(request: DeskRequest, name: str) -> HttpResponse:
    """Let a line count again."""
    require(request.user, Act.MANAGE_PEOPLE)
    actions.resume_setup_line(line=_row(name).line.name, by=request.user)
    return redirect("desk:getting_started")


def send_test(request: DeskRequest) -> None:
    """A test letter to whoever asks; what hinders it is said on the next page."""
    try:
        actions.send_test_letter(by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))


def email_context(form: MailCodeForm) -> dict[str, Any]:
    """How letters go out now: the server, the last test, and the place for its code."""
    last = MailTest.objects.of_server(actions.mail_server()).select_related("letter").first()
    return {"server": settings.MAIL_SERVER, "sender": settings.DEFAULT_FROM_EMAIL, "test": last, "code_form": form}


def _email_page(request: DeskRequest, form: MailCodeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "desk/email.html", {"room": "today", **email_context(form)}, status=status)


def _row(name: str) -> SetupRow:
    row = next((row for row in rows(timezone.now()) if row.line.name == name and not row.line.basic), None)
    if row is None:
        raise Http404
    return row
