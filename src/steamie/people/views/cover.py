"""Deputy cover for the officer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from steamie.people import actions, forms
from steamie.people.models import Delegation
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act

from .answers import done, formed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
@done_once
def cover(request: DeskRequest) -> HttpResponse:
    """Lend approval to a colleague while the officer is away."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.CoverForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.delegate, by=request.user):
        return done(request, f"{form.cleaned_data['lent_to']} stands in for you on those days.")
    lede = "Your deputy can approve what others wrote, never their own. It begins and ends by itself on the days you give."
    return formed(request, form, "Arrange cover", "Lend approval", lede)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def end_cover(request: DeskRequest, pk: int) -> HttpResponse:
    """End deputy cover early."""
    require(request.user, Act.MANAGE_PEOPLE)
    lent = get_object_or_404(Delegation.objects.select_related("lent_to"), pk=pk, ended_at__isnull=True)
    form = forms.PersonReasonForm(request.POST or None)
    if request.method == "POST" and form.attempt(actions.end_delegation, delegation=lent, by=request.user):
        return done(request, f"{lent.lent_to} no longer stands in.")
    return formed(request, form, "End this cover", "End it now", f"{lent.lent_to} can no longer approve, from now.")
