"""What the tenant is told of damp in writing, at the desk: the summary and delay notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.diary.dated import DAY, written
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Way
from steamie.rules.counting import some
from steamie.rules.regimes.damp import SUMMARY_PARTS, missing_parts
from steamie.services.actions import damp_letters
from steamie.services.actions.damp_letters import Delay, Telling
from steamie.services.damp_clocks import to_do
from steamie.services.damp_data import damp_data
from steamie.services.damp_forms import VERDICTS, NoticeForm, SummaryForm, TellingForm
from steamie.services.models import DampMatter, DampSummary, Investigation

from .damp import matter_of
from .deed_pages import DeedPage, answered, sent


@login_required
@done_once
def summary(request: DeskRequest, reference: str) -> HttpResponse:
    """The draft of the written summary, and what it still lacks."""
    matter = matter_of(request, reference)
    form = SummaryForm(sent(request), initial=_as_far_as_it_stands(matter))

    def act(data: dict[str, Any]) -> object:
        parts = {part: data[part] for part in SUMMARY_PARTS}
        return damp_letters.write_summary(
            matter=matter, parts=parts, layout=data["layout"], sent_to=data["sent_to"], by=request.user
        )

    if request.method == "POST" and carried_out(form, act):
        left = len(missing_parts(matter_of(request, reference).summary.parts))
        messages.success(request, f"Saved. {some(left, 'part')} missing." if left else "Saved. It has all it must have.")
        return redirect("services_desk:damp_summary", reference)
    return _page(request, matter, form, TellingForm(prefix="telling"))


def _page(request: DeskRequest, matter: DampMatter, form: SummaryForm, telling: TellingForm) -> HttpResponse:
    saved = DampSummary.objects.filter(matter=matter).first()
    parts = saved.parts if saved else {}
    gaps = missing_parts(parts)
    context = {
        "room": "inbox",
        "case": matter.case,
        "form": form,
        "telling": telling,
        "gaps": [(asked, asked not in gaps) for asked in SUMMARY_PARTS.values()],
        "standing": len(SUMMARY_PARTS) - len(gaps),
        "parts": len(SUMMARY_PARTS),
        "saved": saved,
    }
    return render(request, "services/damp_summary.html", context, status=422 if form.errors or telling.errors else 200)


def _as_far_as_it_stands(matter: DampMatter) -> dict[str, Any]:
    """The draft; before there is one, what the look and the landlord's own data say."""
    if saved := DampSummary.objects.filter(matter=matter).first():
        return {**saved.parts, "layout": saved.layout, "sent_to": saved.sent_to}
    known = {"advice": damp_data().advice, "layout": matter.case.party.needs}
    looked = Investigation.objects.filter(matter=matter).first()
    if looked is None:
        return known
    return known | {
        "looked_by": f"{looked.looked_by}: {looked.competence}",
        "method": "In your home." if looked.visited else f"From afar: {looked.remote_because}",
        "findings": looked.findings,
        "verdict": VERDICTS[0 if looked.damp_free else 1][0],
    }


@login_required
@require_POST
@done_once
def summary_sending(request: DeskRequest, reference: str) -> HttpResponse:
    """Send the summary; not while a part is missing."""
    matter = matter_of(request, reference)
    form = TellingForm(request.POST, prefix="telling")

    def act(data: dict[str, Any]) -> object:
        return damp_letters.send_summary(matter=matter, telling=_telling(data), by=request.user)

    if not carried_out(form, act):
        return _page(request, matter, SummaryForm(initial=_as_far_as_it_stands(matter)), form)
    messages.success(request, "The summary is on its way as you said. The trail shows how it stands.")
    return redirect("casework:case", reference)


@login_required
@done_once
def notice(request: DeskRequest, reference: str) -> HttpResponse:
    """Tell the tenant that a duty will be late."""
    matter = matter_of(request, reference)
    form = NoticeForm(sent(request), duties=_late_ones(matter), reasons=matter.regime.reasons.items())
    lede = "Only for a reason outside our control. After the due date it is late: what is owed by then stays owed."
    if not matter.regime.notice_stops_payment:
        lede = "The tenant is told, and it is on record. It gives us no more time."
    deed = DeedPage("Write a delay notice", lede, "Send the notice", "The notice is on its way as you said.")

    def act(data: dict[str, Any]) -> object:
        delay = Delay(**{name: data[name] for name in Delay.__slots__})
        return damp_letters.give_notice(matter=matter, delay=delay, telling=_telling(data), by=request.user)

    return answered(request, matter.case, form, deed, act, warning=_late_already(matter))


def _late_ones(matter: DampMatter) -> list[tuple[str, str]]:
    rows = {row.code: row.clock.due_at for row in matter.duties.select_related("clock")}
    return [(duty.code, f"{duty.label}, due {written(rows[duty.code], DAY)}") for duty in to_do(matter)]


def _late_already(matter: DampMatter) -> str:
    """What to mind before a notice is written: a duty that is late already."""
    late = matter.duties.filter(done_at__isnull=True, clock__due_at__lt=timezone.now())
    labels = " and ".join(matter.regime.duty(row.code).label for row in late)
    return f"It is late already: {labels}. A notice now leaves owed what is owed until today." if labels else ""


def _telling(data: dict[str, Any]) -> Telling:
    return Telling(Way(data["way"]), data["told_at"])
