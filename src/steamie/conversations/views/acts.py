"""What is done from the page of a conversation, one address a deed. A refused form comes back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from steamie.casework.sight import sight_of
from steamie.conversations import forms
from steamie.conversations.actions import answering, cases, handling, offline
from steamie.conversations.actions.answering import SAFEGUARDING, Wording
from steamie.conversations.actions.offline import Contact
from steamie.conversations.actions.outcomes import settle
from steamie.conversations.models import Conversation, Message, OfflineMove, Reply
from steamie.conversations.models.offline import OfflineOutcome
from steamie.conversations.tasks import send_answers
from steamie.conversations.timing import is_comment
from steamie.conversations.views.conversation import colleagues, conversation_for, shown, target_message
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import NotAllowed, require
from steamie.people.refusals import NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight
from steamie.rules.permissions import Act

Deed = Callable[[Conversation, dict[str, Any]], object]


def _for(request: DeskRequest, pk: int) -> Conversation:
    """The conversation, for somebody who may answer it; nobody answers a safeguarding matter, whatever is posted."""
    one = conversation_for(request, pk, Act.ANSWER_COMMENTS)
    if one.masked:
        raise NotAllowed(SAFEGUARDING)
    return one


def _worked(request: DeskRequest, pk: int, name: str, form: Form, act: Deed, words: str) -> HttpResponse:
    """Do it and go back to the page; or show the form again with what is wrong with it."""
    one = _for(request, pk)
    if not carried_out(form, lambda data: act(one, data)):
        return shown(request, one, tried={name: form})
    messages.success(request, words)
    return redirect(one)


def _target(one: Conversation) -> Message:
    message = target_message(one)
    if message is None:
        raise NotReady([Problem("They took it down, so there is nothing to answer. Reach them another way.", "words")])
    return message


@login_required
@require_POST
@done_once
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer in public, or in their messages."""
    form = forms.ReplyForm(request.POST, prefix="reply")

    def act(one: Conversation, data: dict[str, Any]) -> object:
        kind = Reply.PUBLIC if is_comment(one) else Reply.MESSAGE
        words = data["words"] or (data["saved"].words if data["saved"] else "")
        wording = Wording(words, kind, saved=data["saved"], anyway=data["anyway"])
        return answering.ask_to_answer(conversation=one, message=_target(one), wording=wording, by=request.user)

    return _worked(request, pk, "reply_form", form, act, "It goes in 20 seconds. Until then you can take it back.")


@login_required
@require_POST
def keep_draft(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep what is being written, for colleagues to see."""
    one = _for(request, pk)
    answering.keep_draft(conversation=one, words=request.POST.get("reply-words", "")[: forms.LONGEST], by=request.user)
    messages.success(request, "Your draft is kept. Colleagues who open this see it.")
    return redirect(one)


def _reply(request: DeskRequest, pk: int) -> Reply:
    require(request.user, Act.ANSWER_COMMENTS)  # before the look: absent and forbidden answer alike
    reply = get_object_or_404(Reply.objects.select_related("conversation"), pk=pk)
    _for(request, reply.conversation_id)
    return reply


def _said(request: DeskRequest, act: Callable[[], object], words: str) -> None:
    """Do it, and say what came of it."""
    try:
        act()
    except NotReady as refusal:
        messages.error(request, " ".join(problem.message for problem in refusal.problems))
    else:
        messages.success(request, words)


@login_required
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an answer back before it goes."""
    reply = _reply(request, pk)
    _said(request, lambda: answering.undo(reply=reply, by=request.user), "Taken back. Your words are in the box.")
    return redirect(reply.conversation)


@login_required
@require_POST
def settle_reply(request: DeskRequest, pk: int) -> HttpResponse:
    """Say whether an answer whose fate is not known is there."""
    reply, went = _reply(request, pk), request.POST.get("there") == "yes"
    words = "Written down: it is there." if went else "It is sent again now."
    _said(request, lambda: settle(reply=reply, went=went, by=request.user), words)
    send_answers.enqueue()
    return redirect(reply.conversation)


@login_required
@require_POST
@done_once
def begin_offline(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it offline."""
    form = forms.OfflineForm(request.POST, prefix="offline")

    def act(one: Conversation, data: dict[str, Any]) -> object:
        return offline.begin(conversation=one, line=data["line"], private_words=data["private_words"], by=request.user)

    return _worked(request, pk, "offline_form", form, act, "Taken offline. What you wrote goes in 20 seconds.")


def _move(one: Conversation) -> OfflineMove:
    move: OfflineMove | None = getattr(one, "offline", None)
    if move is None:
        raise NotReady([Problem("Take it offline first.")])
    return move


@login_required
@require_POST
@done_once
def reply_privately(request: DeskRequest, pk: int) -> HttpResponse:
    """Write to them in private."""
    form = forms.PrivateForm(request.POST, prefix="private")

    def act(one: Conversation, data: dict[str, Any]) -> object:
        return offline.reply_privately(move=_move(one), words=data["words"], by=request.user)

    return _worked(request, pk, "private_form", form, act, "It goes in 20 seconds. Until then you can take it back.")


@login_required
@require_POST
@done_once
def reach(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down how they were reached by hand."""
    form = forms.ReachForm(request.POST, prefix="reach")

    def act(one: Conversation, data: dict[str, Any]) -> object:
        contact = Contact(data["way"], data["words"], data["happened_at"])
        return offline.reach(move=_move(one), contact=contact, by=request.user)

    return _worked(request, pk, "reach_form", form, act, "Written down, in the private case.")


@login_required
@require_POST
def close_offline(request: DeskRequest, pk: int) -> HttpResponse:
    """Say how it ended."""
    form = forms.OfflineOutcomeForm(request.POST, prefix="close")

    def act(one: Conversation, data: dict[str, Any]) -> object:
        return offline.close(move=_move(one), outcome=OfflineOutcome(data["outcome"]), by=request.user)

    return _worked(request, pk, "close_form", form, act, "Closed.")


@login_required
@require_POST
@done_once
def become_case(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a case of it, in one press."""
    one = _for(request, pk)
    try:
        case = cases.become_case(conversation=one, kind=request.POST.get("kind", ""), by=request.user)
    except NotReady as refusal:
        messages.error(request, " ".join(problem.message for problem in refusal.problems))
        return redirect(one)
    messages.success(request, f"It is {case} now. The clock counts from when they wrote.")
    seen = sight_of(request.user, case)
    return redirect("casework:case", case.reference) if seen is not Sight.NOTHING else redirect(one)


@login_required
@require_POST
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it."""
    one = _for(request, pk)
    _said(request, lambda: handling.take(conversation=one, by=request.user), "It is with you.")
    return redirect(one)


@login_required
@require_POST
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """Give it to a colleague."""
    form = forms.AssignForm(request.POST, prefix="assign", people=colleagues())
    return _worked(
        request,
        pk,
        "assign_form",
        form,
        lambda one, data: handling.assign(conversation=one, to=data["to"], by=request.user),
        "Handed over.",
    )


@login_required
@require_POST
@done_once
def add_note(request: DeskRequest, pk: int) -> HttpResponse:
    """Write a note."""
    form = forms.NoteForm(request.POST, prefix="note")
    return _worked(
        request,
        pk,
        "note_form",
        form,
        lambda one, data: handling.add_note(conversation=one, words=data["words"], by=request.user),
        "Your note is kept.",
    )


@login_required
@require_POST
def sort(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what it is about."""
    form = forms.SortForm(request.POST, prefix="sort")
    return _worked(
        request,
        pk,
        "sort_form",
        form,
        lambda one, data: handling.sort(conversation=one, primary=data["primary"], by=request.user),
        "Moved to its place.",
    )


@login_required
@require_POST
def mark_read(request: DeskRequest, pk: int) -> HttpResponse:
    """Read, no reply needed."""
    one = _for(request, pk)
    _said(request, lambda: handling.mark_read(conversation=one, by=request.user), "Read, no reply needed.")
    return redirect("casework:inbox")


@login_required
@require_POST
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    """Open it again."""
    one = _for(request, pk)
    _said(request, lambda: handling.reopen(conversation=one, by=request.user), "Open again.")
    return redirect(one)
