"""The people pages: who holds what, changing it, and a person's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.rules.access import access_quarter
from steamie.rules.permissions import Act, Office

from . import actions, forms
from .models import Delegation, Departure, Grant, Person, Policy
from .permissions import require, ruling
from .register import Entry, entries, holds
from .second_factor import FACTORS
from .sessions import freshly_signed_in

RECENT_LEAVERS = 5


@login_required
@require_safe
def everyone(request: HttpRequest) -> HttpResponse:
    """Who holds what, until when, and what waits to be done about it."""
    if not ruling(request.user, Act.READ_PEOPLE).allowed:
        return redirect("people:me")
    day = timezone.localdate()
    people = entries(day)
    told = {
        "people": people,
        "waiting": [grant for entry in people for grant in entry.grants if grant.needs_confirmation and not _confirmed(grant)],
        "cover": Delegation.objects.open(day).select_related("lent_by", "lent_to").order_by("since"),
        "leavers": Departure.objects.select_related("person").order_by("-at")[:RECENT_LEAVERS],
        "access": _access(people, day),
        "may_confirm": ruling(request.user, Act.CONFIRM_OFFICE).allowed,
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
    }
    return _page(request, "people/everyone.html", told)


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """One's own page: offices, policies, and how one signs in."""
    return _person_page(request, request.user)


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: offices past and present, cover, policies, second factor."""
    if pk == request.user.pk:
        return redirect("people:me")
    require(request.user, Act.READ_PEOPLE)
    return _person_page(request, get_object_or_404(Person, pk=pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
def invite(request: HttpRequest) -> HttpResponse:
    """Ask someone in, by name and with an office."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.InvitationForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.invite, by=request.user):
        return _done(request, f"{form.cleaned_data['name']} is invited: a link is on its way.")
    return _form(request, form, "Invite someone", "Send the invitation", "They get a link by e-mail to choose a password.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give someone another office."""
    require(request.user, Act.MANAGE_PEOPLE)
    holder = get_object_or_404(Person, pk=pk, is_active=True)
    form = forms.GrantForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.grant, person=holder, by=request.user):
        return _done(request, "The office is on record. They sign in again, and then have it.")
    return _form(request, form, f"Give {holder} an office", "Give the office")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an office away, from now."""
    require(request.user, Act.MANAGE_PEOPLE)
    held = get_object_or_404(Grant.objects.select_related("person"), pk=pk, ended_at__isnull=True)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.end_grant, grant=held, by=request.user):
        return _done(request, f"{held.person} no longer holds that office.")
    lede = f"{held.person} stops being {held.label} at once and is signed out everywhere. Nothing they did is changed."
    return _form(request, form, "End this office", "End it now", lede)


@login_required
@require_POST
@freshly_signed_in
def confirm_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person's yes."""
    held = get_object_or_404(Grant.objects.select_related("person", "granted_by"), pk=pk)
    return _do(request, lambda: actions.confirm_grant(grant=held, by=request.user), f"Confirmed: {held}.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Cut a leaver's access."""
    require(request.user, Act.MANAGE_PEOPLE)
    leaver = get_object_or_404(Person, pk=pk, is_active=True)
    form = forms.LeavingForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.leave, person=leaver, by=request.user):
        return _done(request, f"{leaver}’s access has ended. Change any shared password they knew.")
    lede = "Every office and any deputy cover ends, every session closes, and they cannot sign in again. What they did stays."
    return _form(request, form, f"{leaver} is leaving", "End all access now", lede)


@login_required
@require_POST
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link again."""
    guest = get_object_or_404(Person, pk=pk)
    return _do(request, lambda: actions.send_invitation(person=guest, by=request.user), f"A new link is on its way to {guest}.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
def cover(request: HttpRequest) -> HttpResponse:
    """Lend approval to a colleague while the officer is away."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.CoverForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.delegate, by=request.user):
        return _done(request, f"{form.cleaned_data['lent_to']} stands in for you on those days.")
    lede = "Your deputy can approve what others wrote, never their own. It begins and ends by itself on the days you give."
    return _form(request, form, "Arrange cover", "Lend approval", lede)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_cover(request: HttpRequest, pk: int) -> HttpResponse:
    """End deputy cover early."""
    require(request.user, Act.MANAGE_PEOPLE)
    lent = get_object_or_404(Delegation.objects.select_related("lent_to"), pk=pk, ended_at__isnull=True)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.end_delegation, delegation=lent, by=request.user):
        return _done(request, f"{lent.lent_to} no longer stands in.")
    return _form(request, form, "End this cover", "End it now", f"{lent.lent_to} can no longer approve, from now.")


@login_required
@require_safe
def access(request: HttpRequest) -> HttpResponse:
    """Confirm who has access for this quarter, one office at a time."""
    require(request.user, Act.READ_PEOPLE)
    day = timezone.localdate()
    told = {
        "access": _access(entries(day), day),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
        "may_confirm": ruling(request.user, Act.CONFIRM_OFFICE).allowed,
        "officer": Office.OFFICER.value,
    }
    return _page(request, "people/access.html", told)


@login_required
@require_POST
def recertify(request: HttpRequest, pk: int) -> HttpResponse:
    """Still needed, or ended: for this quarter."""
    held = get_object_or_404(Grant.objects.select_related("person"), pk=pk, ended_at__isnull=True)
    kept = request.POST.get("kept") == "yes"
    reason = request.POST.get("reason", "").strip()[:300] or ("Still needed" if kept else "No longer needed")
    words = f"Kept for this quarter: {held}." if kept else f"Ended: {held}."
    return _do(
        request, lambda: actions.recertify(grant=held, kept=kept, reason=reason, by=request.user), words, to="people:access"
    )


@login_required
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """The four policies: what I have still to read, what is in force."""
    day = timezone.localdate()
    mine = {lapse.kind: lapse for lapse in request.user.lapses(day)}
    latest = {ack.policy_id: ack.at for ack in request.user.acknowledgements.order_by("at")}
    rows = [(policy, mine.get(policy.in_force.kind), latest.get(policy.pk)) for policy in Policy.objects.current(day)]
    told = {
        "rows": rows,
        "lapsed": len(mine),
        "coming": Policy.objects.filter(effective_from__gt=day).order_by("effective_from"),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
    }
    return _page(request, "people/policies.html", told)


@login_required
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """I have read it and will follow it."""
    policy = get_object_or_404(Policy, pk=pk)
    if request.POST.get("read") != "yes":
        messages.error(request, f"Tick the box to say you have read the {policy.title}.")
        return redirect("people:policies")
    words = f"Thank you. You have acknowledged the {policy.title}."
    return _do(request, lambda: actions.acknowledge(policy=policy, by=request.user), words, to="people:policies")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Put a version of a policy on record."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.PolicyForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.adopt_policy, by=request.user):
        return _done(request, "The policy is on record. Everyone it is asked of will be told to read it.", to="people:policies")
    lede = "From its first day, nobody writes, plans, approves or connects before reading it. Stopping a post always works."
    return _form(request, form, "Record a policy", "Record it", lede)


@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Kind words, and two ways to add a second factor."""
    return render(request, "people/second_factor.html")


def _person_page(request: HttpRequest, shown: Person) -> HttpResponse:
    day = timezone.localdate()
    grants = shown.grants.select_related("confirmation__by", "granted_by").order_by("-since", "-pk")
    told = {
        "person": shown,
        "own": shown == request.user,
        "grants": [(grant, _state(grant, day)) for grant in grants],
        "cover": shown.delegations_held.select_related("lent_by").order_by("-since")[:10],
        "lapses": shown.lapses(day),
        "policies": Policy.objects.current(day),
        "factors": shown.authenticator_set.filter(type__in=FACTORS).order_by("created_at"),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed and shown.is_active,
    }
    return _page(request, "people/person.html", told)


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


def _access(people: list[Entry], day: Any) -> dict[str, Any]:
    rows = [(entry, grant, grant.pk in entry.looked_at) for entry in people for grant in entry.grants if holds(grant, day)]
    done = sum(seen for _, _, seen in rows)
    return {"quarter": access_quarter(day), "rows": rows, "done": done, "left": len(rows) - done}


def _page(request: HttpRequest, template: str, told: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"room": "people", "today": timezone.localdate(), **told})


def _form(request: HttpRequest, form: forms.ReasonForm, heading: str, button: str, lede: str = "") -> HttpResponse:
    told = {"room": "people", "form": form, "heading": heading, "button": button, "lede": lede}
    return render(request, "people/form.html", told, status=422 if form.errors else 200)


def _done(request: HttpRequest, words: str, to: str = "people:everyone") -> HttpResponse:
    messages.success(request, words)
    return redirect(to)


def _do(request: HttpRequest, action: Callable[[], Any], words: str, to: str = "people:everyone") -> HttpResponse:
    try:
        action()
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(to)
    return _done(request, words, to)
