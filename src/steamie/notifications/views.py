"""When the desk writes to somebody: their own page, and the address in each letter that stops them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.people.carrying_out import carried_out
from steamie.people.requests import DeskRequest

from . import actions, writing
from .forms import ChoicesForm
from .models import NotificationChoice


@login_required
def choices(request: DeskRequest) -> HttpResponse:
    """When to be written about what."""
    initial = ChoicesForm.initial_of(NotificationChoice.objects.of(request.user))
    form = ChoicesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and carried_out(
        form, lambda data: actions.choose(times=ChoicesForm.times(data), by=request.user)
    ):
        messages.success(request, "Saved. It holds from now on.")
        return redirect("notifications_desk:choices")
    context = {"room": "people", "form": form, "no_mail": settings.MAIL_SERVER is None}
    return render(request, "notifications/choices.html", context, status=422 if form.is_bound else 200)


@csrf_exempt  # RFC 8058: the mail program of a reader presses for them; there is no account and no cookie to borrow
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: str) -> HttpResponse:
    """One press stops these letters; looking stops nothing, since programs that look through mail open every link."""
    person = writing.whose(key)
    if request.method == "POST" and person is not None:
        actions.end_all(person=person)
    ended = request.method == "POST" and person is not None
    page = render(request, "notifications/end.html", {"person": person, "ended": ended}, status=200 if person else 404)
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "no-referrer"
    return page
