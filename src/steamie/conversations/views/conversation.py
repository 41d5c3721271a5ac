"""One conversation: what they wrote, what we answered, what is next; and what can be done from there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.casework.sight import teams_of
from steamie.conversations import forms
from steamie.conversations.inbox import row_of
from steamie.conversations.models import Conversation, Message, Reply, ReplyDraft, SavedReply
from steamie.conversations.models.threads import readable_to
from steamie.conversations.timing import is_comment
from steamie.conversations.urgency import triage
from steamie.people.models import Grant, Person
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act, Extent, Office, extent

ANSWERING = [office for office in Office if extent(office, Act.ANSWER_COMMENTS) is Extent.YES]


def conversation_for(request: DeskRequest, pk: int, act: Act = Act.READ_COMMENTS) -> Conversation:
    """The conversation, for somebody who may do this with it."""
    require(request.user, act)
    return get_object_or_404(Conversation.objects.whole().select_related("offline"), pk=pk)


@login_required
@require_safe
def conversation(request: DeskRequest, pk: int) -> HttpResponse:
    """The page."""
    return shown(request, conversation_for(request, pk))


def shown(request: DeskRequest, one: Conversation, *, tried: dict[str, Any] | None = None) -> HttpResponse:
    """The page of a conversation; ``tried`` holds forms that were refused, with what was typed, and makes the answer a 422."""
    person, now = request.user, timezone.now()
    readable = not one.masked or readable_to(one, person, teams_of(person))
    if request.method == "GET" and readable and one.read_at is None:
        Conversation.objects.filter(pk=one.pk, read_at=None).update(read_at=now)
    context: dict[str, Any] = {"room": "inbox", "conversation": one, "row": row_of(one, now), "readable": readable}
    if one.masked:
        words = one.messages.with_what_hangs_on_them() if readable else []
        return render(request, "conversations/masked.html", context | {"thread": words})
    drafts = list(one.drafts.select_related("by"))
    context |= _thread(one, now) | _drafts(drafts, person) | _forms(one, person, drafts) | (tried or {})
    return render(request, "conversations/conversation.html", context, status=422 if tried else 200)


def _thread(one: Conversation, now: datetime) -> dict[str, Any]:
    """What was written, sent and noted."""
    replies = list(one.replies.select_related("by", "message"))
    messages = list(one.messages.with_what_hangs_on_them())
    return {
        "thread": messages,
        "waiting_replies": [reply for reply in replies if not reply.is_settled],
        "refused_replies": [reply for reply in replies if reply.refused_at],
        "private_replies": [reply for reply in replies if reply.sent_at and reply.kind == Reply.PRIVATE],
        "notes": one.notes.select_related("by"),
        "now": now,
        "target": next((message for message in reversed(messages) if message.can_be_answered), None),
        "offline": getattr(one, "offline", None),
        "marks": [word for word in one.why_first.split(", ") if word],
        "advice": triage(" ".join(message.words for message in messages if not message.by_us)),
    }


def _drafts(drafts: list[ReplyDraft], person: Person) -> dict[str, Any]:
    """What colleagues are writing at this moment."""
    return {"others_drafts": [draft for draft in drafts if draft.by_id != person.pk]}


def target_message(one: Conversation) -> Message | None:
    """What an answer answers: their newest that still stands."""
    return one.messages.theirs().standing().filter(automatic=False).last()


def _forms(one: Conversation, person: Person, drafts: list[ReplyDraft]) -> dict[str, Any]:
    may = ruling(person, Act.ANSWER_COMMENTS).allowed
    draft = next((draft for draft in drafts if draft.by_id == person.pk), None)
    saved = list(SavedReply.objects.ready())
    return {
        "may_answer": may,
        "from_here": one.reachable,
        "comment": is_comment(one),
        "reply_form": forms.ReplyForm(
            initial={"words": draft.words if draft else ""}, prefix="reply", public=is_comment(one), ready=saved
        ),
        "private_form": forms.PrivateForm(prefix="private"),
        "offline_form": forms.OfflineForm(prefix="offline", ready=saved),
        "reach_form": forms.ReachForm(prefix="reach"),
        "close_form": forms.OfflineOutcomeForm(prefix="close"),
        "hide_form": forms.HideForm(prefix="hide"),
        "ban_form": forms.BecauseForm(prefix="ban"),
        "note_form": forms.NoteForm(prefix="note"),
        "sort_form": forms.SortForm(prefix="sort", initial={"primary": one.primary}),
        "assign_form": forms.AssignForm(prefix="assign", people=colleagues()),
        "becomes": forms.becomes(one),
    }


def colleagues() -> QuerySet[Person]:
    """Everybody who may answer today."""
    grants = Grant.objects.in_force(timezone.localdate()).filter(office__in=ANSWERING)
    return Person.objects.filter(is_active=True, pk__in=grants.values("person")).order_by("name")
