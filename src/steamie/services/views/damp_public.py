"""Damp and mould as the tenant meets it: our promise before any question, and whether it came back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from steamie.casework.timing import due
from steamie.evidence.actors import VISITOR
from steamie.people.refusals import NotReady
from steamie.rules.regimes.damp import AWARE
from steamie.services import visitors
from steamie.services.actions.damp_again import answer_whether_back
from steamie.services.damp_clocks import law_on
from steamie.services.damp_data import damp_data
from steamie.services.damp_matters import as_the_tenant_sees_it, current_matter
from steamie.services.following import followed
from steamie.services.forms import FollowForm, MoreForm
from steamie.services.pacing import too_many_looks
from steamie.services.problems import Place, RepairProblem
from steamie.visits import on_forms


def promise(request: HttpRequest, place: Place, problem: RepairProblem) -> HttpResponse:
    """The law's dates before any question: nobody has to clean it first, or prove the cause."""
    now = timezone.now()
    law = law_on(now)
    context = {
        **on_forms.carried(request),
        "place": place,
        "problem": problem,
        "promises": problem.promises(timezone.localdate(now)),
        "first_day": due(next(law.started_by(AWARE)).rule, now).at if law else None,
        "ticket": visitors.new_ticket(now),
        "data": damp_data(),
    }
    return render(request, "services/repair_damp.html", context)


@csrf_exempt  # no account and no cookie to borrow: reference and second fact stand in the form
@never_cache
@require_POST
def came_back(request: HttpRequest) -> HttpResponse:
    """The tenant says whether it came back; if it did, the case opens again and new days count."""
    if too_many_looks(request.META.get("REMOTE_ADDR", "")):
        return render(request, "services/follow_find.html", {"form": FollowForm(), "too_many": True}, status=429)
    form = FollowForm(request.POST)
    case = followed(form.cleaned_data["reference"], form.cleaned_data["fact"]) if form.is_valid() else None
    matter = current_matter(case) if case else None
    if case is None or matter is None:
        return render(request, "services/follow_find.html", {"form": FollowForm(request.POST)}, status=422)
    back = request.POST.get("came_back") == "yes"
    try:
        answer_whether_back(matter=matter, came_back=back, by=VISITOR)
        heard = "We have it. We look again, and the law’s days count anew." if back else "Thank you. We are glad."
    except NotReady:
        heard = "We have your answer already."
    case.refresh_from_db()
    context = {
        "case": case,
        "clock": case.clocks.running().first(),
        "trail": case.trail.shown_to_them().order_by("at", "pk"),
        "form": MoreForm(initial=form.cleaned_data),
        "heard": heard,
        "damp": as_the_tenant_sees_it(case),
    }
    return render(request, "services/follow.html", context)
