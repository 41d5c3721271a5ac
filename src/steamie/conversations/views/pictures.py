"""The pictures of last quarter's posts, with a person's answer to whom they show."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from steamie.conversations import forms
from steamie.conversations.actions.pictures import look_at_pictures
from steamie.conversations.models import PictureLook
from steamie.conversations.pictures_shown import last_quarter, looked_at, pictures_of
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.characteristics import PROTECTED
from steamie.rules.permissions import Act

MOST = 120  # pictures shown on the page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def pictures(request: DeskRequest) -> HttpResponse:
    """Look, tick, and keep it."""
    require(request.user, Act.ANSWER_COMMENTS if request.method == "POST" else Act.READ_COMMENTS)
    span = last_quarter(timezone.now())
    before = looked_at(span.first)
    initial = {"shown": before.shown, "remark": before.remark} if before else None
    form = forms.PicturesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and carried_out(form, lambda data: look_at_pictures(span=span, by=request.user, **data)):
        messages.success(request, "Written down.")
        return redirect("conversations:pictures")
    shown = pictures_of(span)
    context = {
        "room": "inbox",
        "span": span,
        "pictures": shown[:MOST],
        "number": shown.count(),
        "form": form,
        "may": ruling(request.user, Act.ANSWER_COMMENTS).allowed,
        "looks": [(look, [PROTECTED[code] for code in look.shown]) for look in PictureLook.objects.select_related("by")[:8]],
    }
    return render(request, "conversations/pictures.html", context, status=422 if form.is_bound else 200)
