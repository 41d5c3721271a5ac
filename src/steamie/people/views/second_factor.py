"""A second factor: setting one up, and starting anew when it is lost."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people import actions, forms
from steamie.people.models import FreshStart, Person
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act

from .answers import do, done, formed

GO_ON_TO = "after_second_factor"  # session key


@login_required
@require_safe
def second_factor(request: DeskRequest) -> HttpResponse:
    """Kind words, and two ways to add a second factor. Where they were going is remembered for afterwards."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        request.session[GO_ON_TO] = wanted
    return render(request, "people/second_factor.html")


@login_required
@require_safe
def go_on(request: DeskRequest) -> HttpResponse:
    """With the second factor set up: back to where they were going."""
    return redirect(request.session.pop(GO_ON_TO, "") or "desk:today")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
@done_once
def ask_fresh_start(request: DeskRequest, pk: int) -> HttpResponse:
    """A colleague lost their factors and codes: ask, for a second person to confirm."""
    require(request.user, Act.ASK_FRESH_START)
    shown = get_object_or_404(Person, pk=pk, is_active=True)
    form = forms.PersonReasonForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.ask_fresh_start, person=shown, by=request.user):
        asked = f"Asked. {shown} begins again when a second person has confirmed it, within three days."
        return done(request, f"{asked}{_tell_them_yourself(shown)}")
    lede = f"Speak to {shown} first, face to face or on a number you already had. Somebody else may be asking in their name."
    return formed(request, form, f"{shown} lost their second factor", "Ask for a new start", lede)


@login_required
@require_POST
@freshly_signed_in
def confirm_fresh_start(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person's yes."""
    require(request.user, Act.CONFIRM_OFFICE)
    asked = get_object_or_404(FreshStart.objects.select_related("person", "asked_by"), pk=pk)
    words = f"Confirmed. {asked.person} signs in with their password and sets up a new second factor."
    confirm = partial(actions.confirm_fresh_start, fresh_start=asked, by=request.user)
    return do(request, confirm, f"{words}{_tell_them_yourself(asked.person)}")


def _tell_them_yourself(person: Person) -> str:
    """The letter that warns them cannot go: somebody tells them. Empty where it can."""
    return "" if settings.MAIL_SERVER else f" No mail server is set up, so {person} was not written to: tell them yourself."
