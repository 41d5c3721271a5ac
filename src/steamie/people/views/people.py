"""Everyone, one person, inviting them, and their leaving."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from steamie.people import actions, forms
from steamie.people.models import Delegation, Departure, FreshStart, Grant, OnlyOtherConfirmation, Person, Policy
from steamie.people.once import done_once
from steamie.people.permissions import require, rests, ruling
from steamie.people.register import entries, holds
from steamie.people.requests import DeskRequest
from steamie.people.second_factor import FACTORS
from steamie.people.sessions import asks_before_showing, freshly_signed_in
from steamie.rules.permissions import Act

from .answers import done, formed, page
from .offices import access_of

RECENT_LEAVERS = 5


@login_required
@require_safe
def everyone(request: DeskRequest) -> HttpResponse:
    """Who holds what, until when, and what waits to be done about it."""
    if not ruling(request.user, Act.READ_PEOPLE).allowed:
        return redirect("people:me")
    day = timezone.localdate()
    people = entries(day)
    context = {
        "people": people,
        "waiting": [grant for entry in people for grant in entry.grants if grant.needs_confirmation and not _confirmed(grant)],
        "cover": Delegation.objects.open(day).select_related("lent_by", "lent_to").order_by("since"),
        "leavers": Departure.objects.select_related("person").order_by("-at")[:RECENT_LEAVERS],
        "access": access_of(people, day),
        "may_confirm": ruling(request.user, Act.CONFIRM_OFFICE).allowed,
        "lost": FreshStart.objects.waiting(timezone.now()).select_related("person", "asked_by"),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
        "only_other": OnlyOtherConfirmation.objects.count(),
    }
    return page(request, "people/everyone.html", context)


@login_required
@require_safe
def me(request: DeskRequest) -> HttpResponse:
    """One's own page: offices, policies, and how one signs in."""
    return _person_page(request, request.user)


@login_required
@require_safe
def person(request: DeskRequest, pk: int) -> HttpResponse:
    """One person: offices past and present, cover, policies, second factor."""
    if pk == request.user.pk:
        return redirect("people:me")
    require(request.user, Act.READ_PEOPLE)
    return _person_page(request, get_object_or_404(Person, pk=pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
@done_once
def invite(request: DeskRequest) -> HttpResponse:
    """Ask someone in, by name and with an office."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.InvitationForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.invite, by=request.user):
        return _invited(request, Person.objects.get(email=form.cleaned_data["email"].lower()))
    if settings.MAIL_SERVER is None:
        return formed(request, form, "Invite someone", "Invite them", "No mail server is set up: you get a link to give them.")
    return formed(request, form, "Invite someone", "Send the invitation", "They get a link by e-mail to choose a password.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks_before_showing
@done_once
def invitation(request: DeskRequest, pk: int) -> HttpResponse:
    """By POST, write the letter again. By GET, the link to hand over where no letter can go, made anew at each look."""
    require(request.user, Act.MANAGE_PEOPLE)
    guest = get_object_or_404(Person, pk=pk)
    if request.method != "POST":
        return _link_page(request, guest)
    try:
        actions.send_invitation(person=guest, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("people:everyone")
    return _invited(request, guest)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """Cut a leaver's access."""
    require(request.user, Act.MANAGE_PEOPLE)
    leaver = get_object_or_404(Person, pk=pk, is_active=True)
    form = forms.LeavingForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.leave, person=leaver, by=request.user):
        return done(request, f"{leaver}’s access has ended. Change any shared password they knew.")
    lede = "Every office and any deputy cover ends, every session closes, and they cannot sign in again. What they did stays."
    return formed(request, form, f"{leaver} is leaving", "End all access now", lede)


def _invited(request: DeskRequest, guest: Person) -> HttpResponse:
    """What happened: their letter is in the outbox; or there is no mail server, and here is the link to give them."""
    if settings.MAIL_SERVER is not None:
        return done(request, f"{guest} is invited. The letter with their link is in the outbox: see Letters.")
    return redirect("people:invitation", pk=guest.pk)


def _link_page(request: DeskRequest, guest: Person) -> HttpResponse:
    try:
        link = actions.invitation_link(person=guest, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("people:person", pk=guest.pk)
    days = settings.PASSWORD_RESET_TIMEOUT // 86400
    return page(request, "people/link.html", {"person": guest, "link": link, "days": days})


def _person_page(request: DeskRequest, shown: Person) -> HttpResponse:
    day = timezone.localdate()
    grants = shown.grants.select_related("confirmation__by", "granted_by").order_by("-since", "-pk")
    context = {
        "person": shown,
        "own": shown == request.user,
        "grants": [(grant, _state(grant, day)) for grant in grants],
        "cover": shown.delegations_held.select_related("lent_by").order_by("-since")[:10],
        "lapses": shown.lapses(day),
        "rests": rests(shown, day),
        "policies": Policy.objects.current(day),
        "factors": Authenticator.objects.filter(user=shown, type__in=FACTORS).order_by("created_at"),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed and shown.is_active,
        "may_ask": ruling(request.user, Act.ASK_FRESH_START).allowed and shown.is_active,
        "lost": shown.fresh_starts.waiting(timezone.now()).first(),
    }
    return page(request, "people/person.html", context)


def _state(grant: Grant, day: Any) -> tuple[str, str, str]:
    """Tone, icon and words for how a grant stands."""
    if grant.ended_at:
        return "none", "", f"Ended {timezone.localdate(grant.ended_at):%-d %B %Y}"
    if grant.until and grant.until < day:
        return "none", "", f"Ran out {grant.until:%-d %B %Y}"
    if grant.needs_confirmation and not _confirmed(grant):
        return "warn", "clock", "Waits for a second person"
    return ("good", "check", "Holds it now") if holds(grant, day) else ("info", "clock", "To come")


def _confirmed(grant: Grant) -> bool:
    return hasattr(grant, "confirmation")
