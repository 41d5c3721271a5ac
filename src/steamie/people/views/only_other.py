"""What the only other person confirmed, shown again to the third."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.people import actions
from steamie.people.models import OnlyOtherConfirmation
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act
from steamie.rules.two_persons import SETTLED

from .answers import do, page


@login_required
@require_safe
def only_other(request: DeskRequest) -> HttpResponse:
    """Every confirmation by the only other person, and what the third person says of it."""
    require(request.user, Act.READ_PEOPLE)
    people = ("by", "asked_by", "third_look__by")
    context = {
        "confirmations": OnlyOtherConfirmation.objects.select_related(*people).order_by("-at", "-pk"),
        "to_look_at": set(_to_look_at(request)) if ruling(request.user, Act.CONFIRM_ACCOUNT).allowed else set(),
    }
    return page(request, "people/only_other.html", context)


@login_required
@require_POST
@freshly_signed_in
def third_look(request: DeskRequest, pk: int) -> HttpResponse:
    """It is right, or it is not, for a reason."""
    require(request.user, Act.CONFIRM_ACCOUNT)
    confirmation = get_object_or_404(OnlyOtherConfirmation.objects.select_related("by", "asked_by"), pk=pk)
    right = request.POST.get("right") == "yes"
    reason = request.POST.get("reason", "").strip()[:300]
    look_again = partial(actions.look_again, confirmation=confirmation, right=right, reason=reason, by=request.user)
    words = "Thank you: looked at again." if right else "The auditor is written to. Nothing was undone: tell the officer too."
    return do(request, look_again, words, to="people:only_other")


def _to_look_at(request: DeskRequest) -> list[int]:
    waiting = OnlyOtherConfirmation.objects.for_third_person(request.user, timezone.now() - SETTLED)
    return list(waiting.values_list("pk", flat=True))
