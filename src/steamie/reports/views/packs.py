"""The evidence for the standard: what there is, and a pack that proves itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.reports import standard as standards
from steamie.reports.actions.packs import build_pack
from steamie.reports.forms import PackForm
from steamie.reports.models import EvidencePack, PackKey
from steamie.reports.packing import BuiltPack
from steamie.rules.permissions import Act
from steamie.rules.quarters import preceding, quarter_of
from steamie.strategy.models import ClauseStanding
from steamie.strategy.reading import NotLoaded, current


@login_required
@require_safe
def standard(request: DeskRequest) -> HttpResponse:
    """Each paragraph with the statements that are evidence for it, and the packs that were built."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, PackForm(initial=_usual()))


def _usual() -> dict[str, object]:
    """The quarter before this one and this one so far."""
    today = timezone.localdate()
    return {"first": preceding(quarter_of(today)).first, "last": today}


def _page(request: DeskRequest, form: PackForm) -> HttpResponse:
    standings = {row.clause: row for row in ClauseStanding.objects.all()}
    try:
        document = current()
    except NotLoaded:
        document = None
    told = [
        (one, [(clause, standings.get(clause.id)) for clause in one.clauses(document)] if document else [])
        for one in standards.paragraphs()
    ]
    context = {
        "room": "readings",
        "name": standards.name(),
        "paragraphs": told,
        "packs": EvidencePack.objects.select_related("built_by")[:20],
        "key": PackKey.objects.first(),
        "form": form if ruling(request.user, Act.EXPORT).allowed else None,
    }
    return render(request, "reports/standard.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
@freshly_signed_in
def build(request: DeskRequest) -> HttpResponse:
    """Build a pack and hand it over."""
    require(request.user, Act.EXPORT)
    form, built = PackForm(request.POST), list[BuiltPack]()
    if not carried_out(form, lambda data: built.append(build_pack(**data, by=request.user)[1])):
        return _page(request, form)
    name = f"evidence-{form.cleaned_data['first']}-{form.cleaned_data['last']}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(built[0].archive, content_type="application/zip", headers=headers)
