"""Signing in with a passkey, and keeping one's own. Without a script the pages say so, and the link by e-mail stays."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from steamie.people.refusals import NotReady
from steamie.portal.actions.passkeys import ENABLED, add_passkey, come_in_by_passkey, take_out_passkey
from steamie.portal.models import AccountSession, ResidentPasskey
from steamie.portal.passkeys import question_to_add
from steamie.portal.sessions import begin, own, page
from steamie.portal.views.door import is_pressed_elsewhere, sign_in_page, too_many

ANSWER, TICKET = "credential", "ticket"  # boxes of both forms


@csrf_exempt  # no account and no cookie to borrow yet; the ticket in the form is signed, and holds once
@never_cache
@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey."""
    if is_pressed_elsewhere(request):
        return sign_in_page(request)
    if too_many(request):
        return sign_in_page(request, too_many=True)
    try:
        _, key = come_in_by_passkey(answer=request.POST.get(ANSWER, ""), ticket=request.POST.get(TICKET, ""), at=timezone.now())
    except NotReady as refused:
        return sign_in_page(request, problem=str(refused))
    return begin(redirect("portal:home"), key)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def passkeys(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """The phones and computers that may sign in, and one more."""
    problem = done = ""
    if request.method == "POST":
        try:
            add_passkey(
                account=session.account,
                answer=request.POST.get(ANSWER, ""),
                ticket=request.POST.get(TICKET, ""),
                at=timezone.now(),
            )
            done = ENABLED
        except NotReady as refused:
            problem = str(refused)
    question = question_to_add(session.account)
    context = {
        "passkeys": session.account.passkeys.all(),
        "problem": problem,
        "done": done,
        "ticket": question.ticket,
        "options": question.options,
    }
    return page(request, session, "portal/passkeys.html", context, status=422 if problem else 200)


@require_POST
@own
def removal(request: HttpRequest, session: AccountSession, token: UUID) -> HttpResponse:
    """Take one out."""
    row = get_object_or_404(ResidentPasskey, account=session.account, token=token)
    take_out_passkey(passkey=row, at=timezone.now())
    return redirect(reverse("portal:passkeys"))
