"""From a resident's words to a repair on record, with the clock of its problem; damp and mould by its own law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from steamie.casework.actions.opening import CaseDuty, Report, Whose, open_case
from steamie.casework.actions.trail import hear_more
from steamie.casework.models import Case
from steamie.casework.models.trail import EntryKind
from steamie.casework.timing import ANSWER
from steamie.evidence.actors import VISITOR
from steamie.rules.cases import Way
from steamie.rules.regimes.damp import AWARE

from . import danger, photos, visitors
from .damp_clocks import law_on
from .damp_data import damp_data
from .handing.keeping import keep
from .handing.payload import uprn_of
from .models import Home, QualifyingRepair, RepairRequest
from .problems import Place, RepairProblem
from .repair_forms import REACH, URGENT
from .right_to_repair import PUT_RIGHT, qualifying_item
from .tasks import hand_repairs_over

SAME_FAULT = timedelta(days=14)


def receive_repair(data: dict[str, Any], place: Place, problem: RepairProblem, now: datetime, *, is_test: bool = False) -> Case:
    """Put a repair on record, and its photos with it. The same sheet sent twice gives the same case, other words included."""
    case = _recorded(data, place, problem, now, is_test=is_test)
    photos.attach(case, now)  # apart: a disk that takes no photo now takes the repair
    return case


@transaction.atomic
def _recorded(data: dict[str, Any], place: Place, problem: RepairProblem, now: datetime, *, is_test: bool) -> Case:
    case = open_case(report=replace(_report(data, place, problem, now), is_test=is_test), by=VISITOR, at=now)
    repair, new = RepairRequest.objects.get_or_create(
        case=case,
        defaults={
            "place": place.code,
            "problem": problem.code,
            "shared": place.shared,
            "urgent_because": data["urgent"],
            "visits": data["visits"],
            "at_the_door": data["at_the_door"],
        },
    )
    begin_qualifying(case, problem)
    case.damp_matters.update(size=data["size"], at_risk=data["at_risk"])
    photos.note(repair, data["photos"], now)
    if keep(case, now):
        transaction.on_commit(hand_repairs_over.enqueue, robust=True)
    if not new:
        _hear_other_words(case, data["words"], now)
    return case


def _hear_other_words(case: Case, words: str, now: datetime) -> None:
    """Somebody went back after the thanks, wrote something else and sent the same sheet: nothing that was thanked for is lost."""
    before = set(case.trail.filter(kind=EntryKind.CAME_IN).values_list("words", flat=True))
    if words not in before:
        hear_more(case=case, words=words, way=Way.WEB, by=VISITOR, at=now)


def _report(data: dict[str, Any], place: Place, problem: RepairProblem, now: datetime) -> Report:
    whose = Whose(
        name=data["name"],
        email=data["email"],
        phone=data["phone"],
        address=data["address"],
        postcode=data["postcode"],
        reach_by=dict(REACH).get(data["reach"], ""),
        needs=data["at_the_door"],
        address_on_list=is_on_list(data["address"], data["postcode"]),
    )
    return Report(
        kind="damp" if problem.damp else "repair",
        way=Way.WEB,
        words=data["words"],
        summary=f"{place.label}: {problem.label[:1].lower()}{problem.label[1:]}",
        whose=whose,
        why_first=_why_first(data, problem),
        hold=visitors.why_hold(data["ticket"], data["website"], now),
        submission=visitors.submission("repair", data["ticket"], data["words"] + data["address"]),
        duties=clocks(problem, now),
    )


def is_on_list(address: str, postcode: str) -> bool | None:
    """Whether an address is on the landlord's list; None without a list. One that is not is taken all the same."""
    return bool(uprn_of(address, postcode)) if Home.objects.exists() else None


def clocks(problem: RepairProblem, now: datetime) -> Sequence[CaseDuty] | None:
    """The clocks that start with the case: none for damp under its law, which starts its own; None for that of the kind."""
    return () if problem.damp and law_on(now) else duties(problem, now)


def duties(problem: RepairProblem, now: datetime) -> Sequence[CaseDuty] | None:
    """What is promised for a problem that is told now; None for what its kind promises."""
    regime = law_on(now) if problem.damp else None
    if regime:
        return [CaseDuty(duty.code, duty.label, duty.rule) for duty in regime.started_by(AWARE)]
    if problem.item and not qualifying_item(problem.item, timezone.localdate(now)):
        return None  # the law does not know it on this day
    return [CaseDuty(PUT_RIGHT if problem.item else ANSWER, "put it right", problem.rule)] if problem.rule else None


def begin_qualifying(case: Case, problem: RepairProblem) -> None:
    """Keep that a repair stands under the Right to Repair scheme, with its clock."""
    clock = case.clocks.filter(duty=PUT_RIGHT).first()
    if clock:
        QualifyingRepair.objects.get_or_create(case=case, defaults={"item": problem.item, "clock": clock})


def _why_first(data: dict[str, Any], problem: RepairProblem) -> str:
    ticked = [label for code, label in URGENT if code in data["urgent"]]
    ticked += [label for code, label in damp_data().at_risk if code in data["at_risk"]]
    said = danger.why_first(data["words"])
    return "; ".join(filter(None, (problem.label if problem.urgent else "", *ticked, said)))[:300]


def reported_already(place: Place, problem: RepairProblem, postcode: str, now: datetime) -> Case | None:
    """An open repair of the same shared fault at the same postcode, told within a fortnight; never whose it is or their words."""
    if not place.shared or not postcode.strip():
        return None
    alike = Case.objects.open().filter(repair__shared=True, repair__place=place.code, repair__problem=problem.code)
    return (
        alike.filter(party__postcode__iexact=postcode.strip(), received_at__gte=now - SAME_FAULT).order_by("received_at").first()
    )
