"""The mailbox on the desk: which one is read, whether it is reached, and trying it. For whoever may manage people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steamie.people.carrying_out import carried_out
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.counting import spelt
from steamie.rules.permissions import Act

from . import actions, imap
from .mailbox_forms import MailboxForm
from .models import Mailbox


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
def mailbox(request: DeskRequest) -> HttpResponse:
    """Which mailbox is read; by POST, say so and try it at once."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = MailboxForm(request.POST) if request.method == "POST" else MailboxForm.of(Mailbox.objects.in_use())
    if request.method == "POST" and carried_out(form, lambda _: actions.set_mailbox(settings=form.settings, by=request.user)):
        return _tried(request)
    context = {"room": "people", "mailbox": Mailbox.objects.in_use(), "form": form}
    return render(request, "letters/mailbox.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def trial(request: DeskRequest) -> HttpResponse:
    """Try it: open the mailbox now, and say what happened."""
    require(request.user, Act.MANAGE_PEOPLE)
    return _tried(request)


@login_required
@require_POST
@freshly_signed_in
def end(request: DeskRequest) -> HttpResponse:
    """Read it no more."""
    require(request.user, Act.MANAGE_PEOPLE)
    try:
        ended = actions.end_mailbox(by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, f"{ended.address} is not read any more. What came by it stays.")
    return redirect("letters:mailbox")


def _tried(request: DeskRequest) -> HttpResponse:
    """Open the mailbox, outside any transaction, and write down what came of it."""
    row = Mailbox.objects.in_use()
    problem, number = "No mailbox is set up.", 0
    if row is not None:
        try:
            with imap.opened(row) as box:
                problem, number = "", box.number
        except imap.MailboxNotReached as trouble:
            problem = str(trouble)
        actions.note_trial(problem=problem, by=request.user)
    if problem:
        messages.error(request, problem)
    elif row:
        messages.success(request, f"It works: {row.address} was opened. {spelt(number, 'letter').capitalize()} in it now.")
    return redirect("letters:mailbox")
