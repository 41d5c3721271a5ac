"""Hiding and what goes with it: the house rules, the second person's look, and who is kept out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.conversations import forms
from steamie.conversations.actions import hiding, rules
from steamie.conversations.actions.answering import SAFEGUARDING
from steamie.conversations.figures import hides_by_rule
from steamie.conversations.models import Ban, Hide, HouseRule, Message
from steamie.conversations.views.conversation import conversation_for, shown
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

LATEST = 50


def _message(request: DeskRequest, pk: int) -> Message:
    require(request.user, Act.ANSWER_COMMENTS)  # before the look: absent and forbidden answer alike
    message = get_object_or_404(Message.objects.select_related("conversation"), pk=pk)
    if conversation_for(request, message.conversation_id, Act.ANSWER_COMMENTS).masked:
        raise NotAllowed(SAFEGUARDING)  # nobody does anything in public about it, whatever is posted
    return message


@login_required
@require_POST
@done_once
def hide(request: DeskRequest, pk: int) -> HttpResponse:
    """Hide a comment under a published rule."""
    message, form = _message(request, pk), forms.HideForm(request.POST, prefix="hide")

    def act(data: dict[str, Any]) -> None:
        row = hiding.hide(message=message, rule=data["rule"], broken_by=data["broken_by"], by=request.user)
        hiding.carry_out(row, timezone.now())

    if not carried_out(form, act):
        return shown(request, message.conversation, tried={"hide_form": form})
    row = message.hides.standing().get()
    messages.success(request, row.problem or "Hidden. A second person looks within two working days.")
    return redirect(message.conversation)


@login_required
@require_POST
@done_once
def ask_ban(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask that whoever wrote a comment is kept out."""
    message, form = _message(request, pk), forms.BecauseForm(request.POST, prefix="ban")
    if not carried_out(form, lambda data: hiding.ask_ban(message=message, reason=data["because"], by=request.user)):
        return shown(request, message.conversation, tried={"ban_form": form})
    messages.success(request, "Asked. Somebody else must agree first.")
    return redirect(message.conversation)


@login_required
@require_safe
def hidden(request: DeskRequest) -> HttpResponse:
    """The house rules, what was hidden under them, and what waits for a second person."""
    require(request.user, Act.READ_COMMENTS)
    return _hidden(request)


def _hidden(request: DeskRequest, *, tried: dict[str, Any] | None = None) -> HttpResponse:
    rows = Hide.objects.select_related("message__conversation", "rule", "by", "reviewed_by", "undone_by")[:LATEST]
    context = {
        "room": "inbox",
        "rows": [
            (row, forms.HideReviewForm(prefix=f"review{row.pk}"), _ticks(row), forms.BecauseForm(prefix=f"undo{row.pk}"))
            for row in rows
        ],
        "bans": Ban.objects.filter(confirmed_at=None, refused_at=None).select_related("message__conversation", "asked_by"),
        "rules": HouseRule.objects.filter(withdrawn_at=None).select_related("proposed_by"),
        "counts": hides_by_rule(),
        "rule_form": forms.HouseRuleForm(prefix="rule"),
        "may": ruling(request.user, Act.ANSWER_COMMENTS).allowed,
    } | (tried or {})
    return render(request, "conversations/hidden.html", context, status=422 if tried else 200)


def _ticks(row: Hide) -> forms.CharacteristicsForm:
    return forms.CharacteristicsForm(prefix=f"named{row.pk}", initial={"named": row.characteristics or []})


def _done(request: DeskRequest, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it, say what came of it, and go back to the list."""
    try:
        act()
    except NotReady as refusal:
        messages.error(request, " ".join(problem.message for problem in refusal.problems))
    else:
        messages.success(request, words)
    return redirect("conversations:hidden")


@login_required
@require_POST
def review(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person's look."""
    require(request.user, Act.ANSWER_COMMENTS)
    row = get_object_or_404(Hide, pk=pk)
    form = forms.HideReviewForm(request.POST, prefix=f"review{pk}")

    def act() -> None:
        data = form.cleaned_data if form.is_valid() else {"stays": "yes", "because": ""}
        hiding.review(row=row, stays=data["stays"] == "yes", because=data["because"], by=request.user)
        if row.undone_at:
            hiding.carry_out(row, timezone.now())

    return _done(request, act, "Your look is on record.")


@login_required
@require_POST
def undo_hide(request: DeskRequest, pk: int) -> HttpResponse:
    """Show it again."""
    require(request.user, Act.ANSWER_COMMENTS)
    row = get_object_or_404(Hide, pk=pk)

    def act() -> None:
        hiding.undo_hide(row=row, because=request.POST.get(f"undo{pk}-because", "")[:300], by=request.user)
        hiding.carry_out(row, timezone.now())

    return _done(request, act, "It is shown again.")


@login_required
@require_POST
def tick(request: DeskRequest, pk: int) -> HttpResponse:
    """Which protected characteristics it named."""
    require(request.user, Act.ANSWER_COMMENTS)
    row, named = get_object_or_404(Hide, pk=pk), request.POST.getlist(f"named{pk}-named")
    return _done(request, lambda: hiding.tick_characteristics(row=row, named=named, by=request.user), "Written down.")


@login_required
@require_POST
def decide_ban(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person's answer to a ban."""
    require(request.user, Act.ANSWER_COMMENTS)
    row, agrees = get_object_or_404(Ban, pk=pk), request.POST.get("agrees") == "yes"

    def act() -> None:
        hiding.decide_ban(row=row, agrees=agrees, by=request.user)
        hiding.carry_out_ban(row, timezone.now())

    return _done(request, act, "They are kept out." if agrees else "They may go on writing.")


@login_required
@require_POST
@done_once
def propose_rule(request: DeskRequest) -> HttpResponse:
    """Propose a house rule."""
    require(request.user, Act.ANSWER_COMMENTS)
    form = forms.HouseRuleForm(request.POST, prefix="rule")
    if not carried_out(form, lambda data: rules.propose_rule(by=request.user, **data)):
        return _hidden(request, tried={"rule_form": form})
    messages.success(request, "Proposed. Somebody else publishes it.")
    return redirect("conversations:hidden")


@login_required
@require_POST
def publish_rule(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish a house rule."""
    require(request.user, Act.ANSWER_COMMENTS)
    rule = get_object_or_404(HouseRule, pk=pk)
    return _done(request, lambda: rules.publish_rule(rule=rule, by=request.user), "Published.")


@login_required
@require_POST
def withdraw_rule(request: DeskRequest, pk: int) -> HttpResponse:
    """Withdraw a house rule."""
    require(request.user, Act.ANSWER_COMMENTS)
    rule = get_object_or_404(HouseRule, pk=pk)
    return _done(request, lambda: rules.withdraw_rule(rule=rule, by=request.user), "Withdrawn.")
