"""What is done with the stages of a complaint, each on a page of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from steamie.casework.sight import sight_of
from steamie.casework.views.case import case_for
from steamie.complaints.actions import answering, longer, stages
from steamie.complaints.actions.answering import StageAnswer
from steamie.complaints.actions.stages import StageReceipt
from steamie.complaints.forms import (
    AgreementForm,
    DirectStageForm,
    LongerForm,
    LongerLetterForm,
    NextStageForm,
    ReceiptForm,
    ResumeStageForm,
    StageAnswerForm,
    SuspendForm,
)
from steamie.complaints.models import Complaint, ComplaintLearning, ComplaintStage, StageExtension
from steamie.complaints.standing import ComplaintStanding
from steamie.complaints.writing import LetterWay, draft, signpost_of
from steamie.people.once import done_once
from steamie.people.permissions import NotAllowed, require
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight, Way
from steamie.rules.permissions import Act
from steamie.rules.regimes.complaints import StageOutcome

from .forms_of_acts import ActPage, complaint_of, of_case, sent, shown_or_done, standing_of


def _open(stands: ComplaintStanding) -> ComplaintStage:
    if stands.stage is None:
        raise Http404("No stage of this complaint is open.")
    return stands.stage


def _way(data: dict[str, Any]) -> LetterWay:
    return LetterWay(Way(data["way"]), data["at"])


def _wish(row: Complaint, pk: int) -> StageExtension:
    """Longer that was asked for in this very complaint."""
    found = get_object_or_404(StageExtension.objects.select_related("stage", "asked_by", "approver"), pk=pk, stage__complaint=row)
    found.stage.complaint = row
    return found


@login_required
@done_once
def acknowledgement(request: DeskRequest, reference: str) -> HttpResponse:
    """Say that it has come."""
    stands = standing_of(request, reference)
    stage, row = _open(stands), stands.complaint
    page = ActPage(f"Acknowledge {stage.rule.label.lower()}", "Agree with them what you look into.", "Send it", "Acknowledged.")

    def act(data: dict[str, Any]) -> object:
        receipt = StageReceipt(data["words"], data["points"], data["wants"])
        return stages.acknowledge(complaint=row, receipt=receipt, how=_way(data), by=request.user)

    initial = {"points": row.points, "wants": row.wants, "words": draft("receipt", stage)}
    return shown_or_done(request, row, ReceiptForm(sent(request), initial=initial), page, act)


@login_required
@done_once
def extension(request: DeskRequest, reference: str) -> HttpResponse:
    """Ask somebody to agree to longer."""
    stands = standing_of(request, reference)
    stage, row = _open(stands), stands.complaint
    page = ActPage(
        "Ask for longer",
        f"{stage.rule.agrees} agrees, up to {stage.rule.longest_extension} working days. They are told why.",
        "Ask",
        "Asked. It stands on their first page.",
    )

    def act(data: dict[str, Any]) -> object:
        return longer.ask_for_longer(complaint=row, by=request.user, **data)

    approvers = longer.who_may_agree(row.case, request.user, timezone.now())
    if not approvers:
        page = replace(page, lede="Nobody else is in the team, and somebody else must agree. Ask for a second person in it.")
    return shown_or_done(request, row, LongerForm(sent(request), approvers=approvers), page, act)


@login_required
@done_once
def agreement(request: DeskRequest, reference: str, wish: int) -> HttpResponse:
    """Agree to longer, or not. The officer who is asked may do it without reading the matter."""
    case, person = case_for(request, reference), request.user
    require(person, Act.DIRECT_CASES, own=sight_of(person, case) is Sight.WORDS)
    row = of_case(case)
    longer_wish = _wish(row, wish)
    if longer_wish.approver != person:
        raise NotAllowed("Only whoever was asked decides this.")
    page = ActPage(
        "May this take longer?", "It is not your complaint to answer: you only say whether.", "Decide", "It is decided."
    )

    def act(data: dict[str, Any]) -> object:
        return longer.decide_on_longer(wish=longer_wish, agreed=data["agreed"] == "yes", words=data["words"], by=person)

    return shown_or_done(request, row, AgreementForm(sent(request)), page, act, wish=longer_wish)


@login_required
@done_once
def extension_letter(request: DeskRequest, reference: str, wish: int) -> HttpResponse:
    """Tell them that it takes longer."""
    row = complaint_of(request, reference)
    longer_wish = _wish(row, wish)
    page = ActPage("Tell them that it takes longer", "Why, and until when.", "Send it", "They are told.")

    def act(data: dict[str, Any]) -> object:
        return longer.tell_of_longer(wish=longer_wish, words=data["words"], how=_way(data), by=request.user)

    words = draft("longer", longer_wish.stage, wish=longer_wish, signpost=signpost_of(row))
    return shown_or_done(request, row, LongerLetterForm(sent(request), initial={"words": words}), page, act)


@login_required
@done_once
def next_stage(request: DeskRequest, reference: str) -> HttpResponse:
    """Begin the next stage."""
    stands = standing_of(request, reference)
    row, following = stands.complaint, stands.following
    if following is None:
        raise Http404("No stage can be begun now.")
    direct = stands.stage is not None
    lede = "It counts from the day the complaint came." if direct else "They are not content. It counts from when they asked."
    page = ActPage(f"Begin {following.label.lower()}", lede, f"Begin {following.label.lower()}", f"{following.label} has begun.")

    def act(data: dict[str, Any]) -> object:
        return stages.begin_next(complaint=row, why=data["why"], asked_at=data.get("asked_at"), by=request.user)

    form = DirectStageForm(sent(request)) if direct else NextStageForm(sent(request))
    return shown_or_done(request, row, form, page, act)


@login_required
@done_once
def suspension(request: DeskRequest, reference: str) -> HttpResponse:
    """Stop the clock."""
    row = complaint_of(request, reference)
    page = ActPage(
        "Let the clock stand still", "For mediation, say. The days do not count until you say so.", "Stop the clock", "Stopped."
    )

    def act(data: dict[str, Any]) -> object:
        return stages.suspend(complaint=row, since=data["since"], why=data["why"], by=request.user)

    return shown_or_done(request, row, SuspendForm(sent(request), initial={"since": timezone.localdate()}), page, act)


@login_required
@done_once
def resumption(request: DeskRequest, reference: str) -> HttpResponse:
    """Let the clock run again."""
    row = complaint_of(request, reference)
    page = ActPage("Let the clock run again", "The days between do not count.", "Start the clock", "It runs again.")

    def act(data: dict[str, Any]) -> object:
        return stages.resume(complaint=row, from_day=data["from_day"], by=request.user)

    return shown_or_done(request, row, ResumeStageForm(sent(request), initial={"from_day": timezone.localdate()}), page, act)


@login_required
@done_once
def answer(request: DeskRequest, reference: str) -> HttpResponse:
    """Write the answer of a stage, and send it when all of it stands."""
    stands = standing_of(request, reference)
    stage, row = _open(stands), stands.complaint
    kept = "draft" in request.POST
    page = ActPage(
        f"Answer {stage.rule.label.lower()}",
        "Choose the outcome, say why it happened and what changes, and tell them.",
        "Send it and close the stage",
        "Your draft is kept." if kept else f"{stage.rule.label} is answered.",
    )

    def act(data: dict[str, Any]) -> object:
        outcome = StageOutcome(data["outcome"]) if data["outcome"] else None
        written = StageAnswer(data["words"], outcome, data["cause"], data["change"], data["change_by"])
        if kept:
            return answering.save_draft(complaint=row, answer=written, by=request.user)
        how = LetterWay(Way(data["way"]), data["at"]) if data["way"] else LetterWay(Way.WEB)
        return answering.answer_stage(complaint=row, answer=written, how=how, by=request.user)

    learning = ComplaintLearning.objects.filter(complaint=row).first()
    initial = {"words": stage.draft or draft("answer", stage)}
    initial |= {name: getattr(learning, name) for name in ("cause", "change", "change_by")} if learning else {}
    form = StageAnswerForm(sent(request), initial=initial, outcomes=stands.outcomes)
    return shown_or_done(request, row, form, page, act, stands=stands, keeps_draft=True)
