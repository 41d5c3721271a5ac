"""What was being written when the session ended."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from steamie.people import unsent
from steamie.people.requests import DeskRequest

from .answers import done, page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsent_page(request: DeskRequest) -> HttpResponse:
    """Here it is: go on where you were, or throw it away."""
    writing = unsent.stored(request.session, person=request.user.pk)
    if writing is None:
        return redirect("desk:today")
    if request.method == "POST":
        unsent.forget(request.session)
        return done(request, "Thrown away.", to="desk:today")
    return page(request, "people/unsent.html", {"unsent": writing})
