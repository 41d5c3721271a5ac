"""Offices: given, confirmed by a second person, looked at each quarter, ended."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people import actions, forms
from steamie.people.models import Grant, Person
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.register import RegisterEntry, entries, holds
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.access import access_quarter
from steamie.rules.permissions import Act, Office

from .answers import do, done, formed, page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
@done_once
def grant(request: DeskRequest, pk: int) -> HttpResponse:
    """Give someone another office."""
    require(request.user, Act.MANAGE_PEOPLE)
    holder = get_object_or_404(Person, pk=pk, is_active=True)
    form = forms.GrantForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.grant, person=holder, by=request.user):
        return done(request, "The office is on record. They sign in again, and then have it.")
    return formed(request, form, f"Give {holder} an office", "Give the office")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def end_grant(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an office away, from now."""
    require(request.user, Act.MANAGE_PEOPLE)
    granted = get_object_or_404(Grant.objects.select_related("person"), pk=pk, ended_at__isnull=True)
    form = forms.PersonReasonForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.end_grant, grant=granted, by=request.user):
        return done(request, f"{granted.person} no longer holds that office.")
    lede = f"{granted.person} stops being {granted.label} at once and is signed out everywhere. Nothing they did is changed."
    return formed(request, form, "End this office", "End it now", lede)


@login_required
@require_POST
@freshly_signed_in
def confirm_grant(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person's yes."""
    require(request.user, Act.CONFIRM_OFFICE)
    granted = get_object_or_404(Grant.objects.select_related("person", "granted_by"), pk=pk)
    return do(request, lambda: actions.confirm_grant(grant=granted, by=request.user), f"Confirmed: {granted}.")


@login_required
@require_safe
def access(request: DeskRequest) -> HttpResponse:
    """Confirm who has access for this quarter, one office at a time."""
    require(request.user, Act.READ_PEOPLE)
    day = timezone.localdate()
    context = {
        "access": access_of(entries(day), day),
        "may_manage": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
        "may_confirm": ruling(request.user, Act.CONFIRM_OFFICE).allowed,
        "officer": Office.OFFICER.value,
    }
    return page(request, "people/access.html", context)


@login_required
@require_POST
def recertify(request: DeskRequest, pk: int) -> HttpResponse:
    """Still needed, or ended: for this quarter."""
    require(request.user, Act.READ_PEOPLE)
    granted = get_object_or_404(Grant.objects.select_related("person"), pk=pk, ended_at__isnull=True)
    needed = request.POST.get("kept") == "yes"
    reason = request.POST.get("reason", "").strip()[:300] or ("Still needed" if needed else "No longer needed")
    words = f"Kept for this quarter: {granted}." if needed else f"Ended: {granted}."
    return do(
        request,
        lambda: actions.recertify(grant=granted, needed=needed, reason=reason, by=request.user),
        words,
        to="people:access",
    )


def access_of(people: list[RegisterEntry], day: Any) -> dict[str, Any]:
    """Who has access this quarter, and which offices have been looked at."""
    rows = [(entry, grant, grant.pk in entry.looked_at) for entry in people for grant in entry.grants if holds(grant, day)]
    done = sum(seen for _, _, seen in rows)
    return {"quarter": access_quarter(day), "rows": rows, "done": done, "left": len(rows) - done}
