"""What is done from the page of a case, one address a deed. What was typed is never lost: a refused form comes back with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from steamie.casework.actions import answering, ending, handling, looking
from steamie.casework.actions import trail as trail_actions
from steamie.casework.actions.answering import Answer
from steamie.casework.actions.trail import Entry
from steamie.casework.forms import AnswerForm, EndForm, EntryForm, HandOverForm, LinkForm, ReasonForm, SightForm
from steamie.casework.models import Case, SightRequest, Team
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.casework.sight import require_words, sight_of
from steamie.casework.views.case import case_for, receivers, shown
from steamie.casework.views.inbox import visible
from steamie.people.carrying_out import carried_out
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight, Way
from steamie.rules.permissions import Act
from steamie.rules.phone_references import understood

BY_HAND = {"text": Way.TEXT, "letter": Way.LETTER}


def _readable(request: DeskRequest, reference: str) -> Case:
    """The case, for somebody who may work on it; asked before a form is looked at, so that a refusal shows nothing."""
    case = case_for(request, reference)
    require_words(request.user, case)
    return case


def _handed_over(request: DeskRequest, reference: str) -> Case:
    """The case, for somebody who may hand it over."""
    case = case_for(request, reference)
    require(request.user, Act.DIRECT_CASES, own=sight_of(request.user, case) is Sight.WORDS)
    return case


Deed = Callable[[dict[str, Any]], object]


def _done(request: DeskRequest, case: Case, name: str, form: Form, act: Deed, words: str) -> HttpResponse:
    """Do it and go back to the case; or show the form again with what is wrong with it."""
    if not carried_out(form, act):
        return shown(request, case, tried={name: form})
    messages.success(request, words)
    return redirect("casework:case", case.reference)


def _worked(
    request: DeskRequest, reference: str, name: str, form: Form, act: Callable[[Case, dict[str, Any]], object], words: str
) -> HttpResponse:
    """As ``_done``, for whoever may work on the case. ``{}`` in the words stands for its reference."""
    case = _readable(request, reference)
    return _done(request, case, name, form, lambda data: act(case, data), words.format(case.reference))


@login_required
@require_POST
@done_once
def add_entry(request: DeskRequest, reference: str) -> HttpResponse:
    """Write in the trail."""
    form = EntryForm(request.POST, prefix="entry")
    return _worked(
        request,
        reference,
        "entry_form",
        form,
        lambda case, data: trail_actions.write(case=case, entry=_entry(data), by=request.user),
        "It is in the trail.",
    )


def _entry(data: dict[str, Any]) -> Entry:
    way = BY_HAND.get(data["what"])
    kind = EntryKind.WENT_OUT if way else EntryKind(data["what"])
    return Entry(kind, data["words"], way, data["happened_at"], answers=data["answers"])


@login_required
@require_POST
@done_once
def answer(request: DeskRequest, reference: str) -> HttpResponse:
    """Answer by e-mail."""
    form = AnswerForm(request.POST, prefix="answer")
    return _worked(
        request,
        reference,
        "answer_form",
        form,
        lambda case, data: answering.send_email(case=case, answer=Answer(data["words"], data["settles"]), by=request.user),
        "Your answer is in the outbox. The trail shows when the mail server took it.",
    )


@login_required
@require_POST
@done_once
def hand_over(request: DeskRequest, reference: str) -> HttpResponse:
    """Give the case to a team or a colleague."""
    case, person = _handed_over(request, reference), request.user
    form = HandOverForm(request.POST, prefix="to", choices=receivers(case))

    def act(data: dict[str, Any]) -> object:
        code, _, number = data["to"].partition("/")
        handler = Person.objects.get(pk=int(number)) if number else None
        return handling.hand_over(case=case, team=Team.objects.get(code=code), handler=handler, reason=data["reason"], by=person)

    answer = _done(request, case, "hand_over_form", form, act, f"{case.reference} is handed over.")
    left = answer.status_code == 302 and not visible(person).filter(pk=case.pk).exists()
    return redirect("casework:inbox") if left else answer


@login_required
@require_POST
def take(request: DeskRequest, reference: str) -> HttpResponse:
    """Take the case into one's own hands."""
    case = _readable(request, reference)
    handling.take(case=case, by=request.user)
    messages.success(request, f"{case.reference} is with you.")
    return redirect("casework:case", case.reference)


@login_required
@require_POST
@done_once
def move_up(request: DeskRequest, reference: str) -> HttpResponse:
    """Put it among those that cannot wait."""
    form = ReasonForm(request.POST, prefix="urgency")
    return _worked(
        request,
        reference,
        "urgency_form",
        form,
        lambda case, data: handling.move_up(case=case, reason=data["reason"], by=request.user),
        "It stands first now.",
    )


@login_required
@require_POST
def let_in(request: DeskRequest, reference: str) -> HttpResponse:
    """Let in what was held back."""
    case = _readable(request, reference)
    handling.let_in(case=case, by=request.user)
    messages.success(request, f"{case.reference} is in the inbox.")
    return redirect("casework:case", case.reference)


@login_required
@require_POST
@done_once
def end(request: DeskRequest, reference: str) -> HttpResponse:
    """End the case."""
    form = EndForm(request.POST, prefix="end")
    return _worked(
        request,
        reference,
        "end_form",
        form,
        lambda case, data: ending.end(case=case, outcome=Outcome(data["outcome"]), words=data["words"], by=request.user),
        "{} has ended.",
    )


@login_required
@require_POST
@done_once
def reopen(request: DeskRequest, reference: str) -> HttpResponse:
    """Open an ended case again."""
    form = ReasonForm(request.POST, prefix="reopen")
    return _worked(
        request,
        reference,
        "reopen_form",
        form,
        lambda case, data: ending.reopen(case=case, reason=data["reason"], by=request.user),
        "{} is open again.",
    )


@login_required
@require_POST
@done_once
def link(request: DeskRequest, reference: str) -> HttpResponse:
    """Say which other case belongs to this one."""
    case, person = _readable(request, reference), request.user
    form = LinkForm(request.POST, prefix="link")

    def act(data: dict[str, Any]) -> object:
        other = visible(person).filter(reference=understood(data["other"])).first()
        if other is None:
            form.add_error("other", "No case of yours has this reference.")
            raise NotReady([])
        return handling.link(case=case, other=other, why=data["why"], by=person)

    return _done(request, case, "link_form", form, act, "The two are linked.")


@login_required
@require_POST
@done_once
def ask_to_see(request: DeskRequest, reference: str) -> HttpResponse:
    """An auditor asks to see more."""
    require(request.user, Act.READ_CASES)
    case, person = case_for(request, reference), request.user
    form = ReasonForm(request.POST, prefix="ask")
    return _done(
        request,
        case,
        "ask_form",
        form,
        lambda data: looking.ask_to_see(case=case, reason=data["reason"], by=person),
        "You have asked. It is on record.",
    )


@login_required
@require_POST
@done_once
def decide_sight(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Let the auditor who asked read the case until a day, or not."""
    case, person = _readable(request, reference), request.user
    wish = get_object_or_404(SightRequest, pk=pk, case=case)
    form = SightForm(request.POST, prefix=f"sight{pk}")
    return _done(
        request,
        case,
        "sight_form",
        form,
        lambda data: looking.decide(request=wish, until=data["until"], by=person),
        "It is decided, and on record.",
    )
