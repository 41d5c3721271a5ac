"""Pasting a comment, what each channel lets us do, and the replies that are kept to be used again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.conversations import forms
from steamie.conversations.actions import rules
from steamie.conversations.actions.pasting import Pasted, paste
from steamie.conversations.effects import ladder, try_effects
from steamie.conversations.models import Conversation, ReplyTarget, SavedReply
from steamie.conversations.polling import listen, listened_to, listening_of
from steamie.files.actions import keep_cleaned
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.people.sealing import CannotUnseal
from steamie.rules.clocks import Unit
from steamie.rules.permissions import Act

ADDRESSES = {  # that a channel asks for, and what it calls them
    "webhook": "Webhooks, callback address",
    "deauthorisation": "Facebook Login, deauthorise callback address",
    "deletion": "Data deletion request address",
}


@login_required
@done_once
def add(request: DeskRequest) -> HttpResponse:
    """Paste a comment that did not reach us."""
    require(request.user, Act.ANSWER_COMMENTS)
    form = forms.PasteForm(request.POST or None, request.FILES or None)
    pasted: list[Conversation] = []
    if form.is_bound and carried_out(form, lambda data: pasted.append(_pasted(data, request))):
        messages.success(request, "It is in the inbox. Its clock counts from when they wrote.")
        return redirect(pasted[0])
    context = {"room": "inbox", "form": form, "ladders": [ladder(channel) for channel in _outside()]}
    return render(request, "conversations/paste.html", context, status=422 if form.is_bound else 200)


def _pasted(data: dict[str, Any], request: DeskRequest) -> Conversation:
    shot = data["shot"]
    picture = keep_cleaned(picture=shot, shows_people=False, consent=False, by=request.user) if shot else None
    words = Pasted(data["words"], data["link"], data["written_at"], data["author"], data["private"], picture)
    return paste(channel=data["channel"], pasted=words, by=request.user)


def _outside() -> list[Channel]:
    return [one for one in Channel.objects.active() if one.installed and one.installed.address]


@login_required
@require_safe
def listening(request: DeskRequest) -> HttpResponse:
    """What each channel lets us do, when it was last looked at, and what the next step takes."""
    require(request.user, Act.READ_COMMENTS)
    now = timezone.now()
    able = {channel.pk for channel in listened_to()}
    rows = [
        {
            "channel": channel,
            "ladder": ladder(channel),
            "listening": listening_of(channel, now) if channel.pk in able else None,
            "look": channel.looks.order_by("-at").select_related("by").first(),
            "callback": _address(channel, "webhook"),
            "word": _verify_word(channel) if ruling(request.user, Act.CONNECT).allowed else "",
        }
        for channel in _outside()
    ]
    context = {"room": "inbox", "rows": rows, "may": ruling(request.user, Act.ANSWER_COMMENTS).allowed}
    return render(request, "conversations/listening.html", context)


def _address(channel: Channel, name: str) -> str:
    kind = channel.installed
    return settings.PUBLIC_URL + reverse(f"conversing:{name}", args=[channel.kind]) if kind and kind.can.tells else ""


@login_required
@require_safe
def review_steps(request: DeskRequest) -> HttpResponse:
    """What a channel's reviewer must see, each step with whether it works here and what is still missing."""
    require(request.user, Act.READ_COMMENTS)
    parts = []
    for channel in _outside():
        steps = channel.installed.review if channel.installed else ()
        seen = {row.verb: row.seen for row in ladder(channel).rows}
        missing = " ".join(what for what, _ in channel.last_check.problems) if channel.last_check else ""
        rows = [(step, seen.get(step.verb), step.permission in missing) for step in steps]
        addresses = [(label, _address(channel, name)) for name, label in ADDRESSES.items()]
        parts.append({"channel": channel, "steps": rows, "addresses": addresses})
    context = {"room": "inbox", "parts": [one for one in parts if one["steps"]], "checked": "channels:register"}
    return render(request, "conversations/review_steps.html", context)


def _verify_word(channel: Channel) -> str:
    try:
        return open_channel(channel).verify_word() if channel.installed and channel.installed.can.tells else ""
    except CannotUnseal:
        return ""


def _channel(request: DeskRequest, pk: int) -> Channel:
    require(request.user, Act.ANSWER_COMMENTS)
    return get_object_or_404(Channel.objects.active(), pk=pk)


@login_required
@require_POST
def look(request: DeskRequest, pk: int) -> HttpResponse:
    """Look at a channel now."""
    channel = _channel(request, pk)
    new = listen(channel, timezone.now())
    problem = listening_of(channel, timezone.now()).problem
    messages.success(request, problem or f"Looked. New: {new}.")
    return redirect("conversations:listening")


@login_required
@require_POST
def try_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Try what a channel lets us do."""
    channel = _channel(request, pk)
    try_effects(channel, timezone.now())
    messages.success(request, "Tried. Below is what happened.")
    return redirect("conversations:listening")


@login_required
@require_POST
def looked(request: DeskRequest, pk: int) -> HttpResponse:
    """A person looked at the channel itself: nothing new."""
    channel = _channel(request, pk)
    rules.look_by_hand(channel=channel, by=request.user)
    messages.success(request, "Written down.")
    return redirect("conversations:listening")


@login_required
@require_safe
def replies(request: DeskRequest) -> HttpResponse:
    """Saved replies, and how soon we mean to answer."""
    require(request.user, Act.READ_COMMENTS)
    return _replies(request)


def _replies(request: DeskRequest, *, tried: dict[str, Any] | None = None) -> HttpResponse:
    person = request.user
    rows = SavedReply.objects.filter(retired_at=None).select_related("proposed_by", "approved_by")
    context = {
        "room": "inbox",
        "rows": [(row, ruling(person, Act.APPROVE, own=row.proposed_by_id == person.pk).allowed) for row in rows],
        "targets": ReplyTarget.objects.select_related("channel"),
        "saved_form": forms.SavedReplyForm(prefix="saved"),
        "time_form": forms.ReplyTimeForm(prefix="time"),
        "may": ruling(person, Act.ANSWER_COMMENTS).allowed,
        "may_set": ruling(person, Act.SET_TEAMS).allowed,
    } | (tried or {})
    return render(request, "conversations/replies.html", context, status=422 if tried else 200)


@login_required
@require_POST
@done_once
def save_reply(request: DeskRequest) -> HttpResponse:
    """Write a reply to be used again."""
    require(request.user, Act.ANSWER_COMMENTS)
    form = forms.SavedReplyForm(request.POST, prefix="saved")
    if not carried_out(form, lambda data: rules.save_reply(by=request.user, **data)):
        return _replies(request, tried={"saved_form": form})
    messages.success(request, "Kept. It can be used once it is approved.")
    return redirect("conversations:replies")


@login_required
@require_POST
def approve_reply(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve a saved reply."""
    require(request.user, Act.READ_COMMENTS)
    saved = get_object_or_404(SavedReply, pk=pk)
    try:
        rules.approve_reply(saved=saved, by=request.user)
        messages.success(request, "Approved.")
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
    return redirect("conversations:replies")


@login_required
@require_POST
def retire_reply(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a saved reply away."""
    require(request.user, Act.ANSWER_COMMENTS)
    saved = get_object_or_404(SavedReply, pk=pk)
    try:
        rules.retire_reply(saved=saved, by=request.user)
        messages.success(request, "Put away.")
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
    return redirect("conversations:replies")


@login_required
@require_POST
@done_once
def set_reply_time(request: DeskRequest) -> HttpResponse:
    """Say how soon we mean to answer."""
    require(request.user, Act.SET_TEAMS)
    form = forms.ReplyTimeForm(request.POST, prefix="time")

    def act(data: dict[str, Any]) -> object:
        return rules.set_reply_time(by=request.user, **(data | {"unit": Unit(data["unit"])}))

    if not carried_out(form, act):
        return _replies(request, tried={"time_form": form})
    messages.success(request, "From today on.")
    return redirect("conversations:replies")
