"""What partners shared of ours, beside how often the channels say that posts were shared by anybody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.monitoring.actions.partners import note_partner_share, take_partner_share_back
from steamie.monitoring.forms import PartnerShareForm
from steamie.monitoring.models import PartnerShare, SharePlace
from steamie.monitoring.partnering import partner_figures
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
@done_once
def partners(request: DeskRequest) -> HttpResponse:
    """Who shared what in ninety days, and a form to note one more."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.MEASURE)
    today = timezone.localdate()
    form = PartnerShareForm(request.POST or None, initial={"day": today.isoformat(), "place": SharePlace.SOCIAL})
    if request.method == "POST" and carried_out(form, lambda data: note_partner_share(by=request.user, **_arguments(data))):
        messages.success(request, "Noted.")
        return redirect("monitoring:partners")
    context = {
        "room": "readings",
        "figures": partner_figures(today),
        "form": form,
        "may_note": ruling(request.user, Act.MEASURE).allowed,
    }
    return render(request, "monitoring/partners.html", context, status=422 if form.errors else 200)


def _arguments(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"place": SharePlace(data["place"])}


@login_required
@require_POST
@done_once
def withdrawal(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back what was noted wrongly."""
    require(request.user, Act.MEASURE)
    take_partner_share_back(share=get_object_or_404(PartnerShare, pk=pk), by=request.user)
    messages.success(request, "Taken back. It stays on record, and counts no more.")
    return redirect("monitoring:partners")
