"""Forgetting whoever asked a channel for it. What a case or a hide holds stays, and the page of the request says so."""

from __future__ import annotations

import secrets
from datetime import datetime

from steamie.channels.models import Channel
from steamie.conversations.clauses import ANSWERED
from steamie.conversations.models import Conversation, Delivery, ForgetRequest, Message
from steamie.conversations.models.threads import ConversationEnd, MessageQuerySet
from steamie.conversations.timing import place
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.people.acting import action

FORGOTTEN = "Deleted at the wish of whoever wrote it"


@action(unasked="whoever wrote to us may be forgotten; the channel signed for them")
def forget_person(*, channel: Channel, person: str, at: datetime) -> ForgetRequest:
    """Delete the words, the name and the number of somebody, wherever no case and no hide holds them."""
    theirs = Message.objects.filter(conversation__channel=channel, author_id=person, by_us=False)
    needed = theirs.filter(conversation__case__isnull=False) | theirs.filter(hides__isnull=False)
    left = set(needed.values_list("pk", flat=True))
    cleared = _cleared(theirs.exclude(pk__in=left), at)
    Delivery.objects.filter(channel=channel, worked_at__isnull=False).delete()  # they only say where to look
    row = ForgetRequest.objects.create(
        channel=channel, kind=ForgetRequest.DELETION, code=_code(), came_at=at, cleared=cleared, left=len(left)
    )
    facts = {"cleared": cleared, "left": len(left)}
    record(by=CLOCK, verb=Verb.FORGET_PERSON, clause=ANSWERED, subject=row, facts=facts, at=at)
    return row


def _code() -> str:
    return secrets.token_hex(12)


def _cleared(messages: MessageQuerySet, at: datetime) -> int:
    rows = list(messages)
    for message in rows:
        message.earlier.update(words="")
        message.words = message.author_name = message.author_id = ""
        message.save(update_fields=["words", "author_name", "author_id"])
    for number in sorted({message.conversation_id for message in rows}):
        _ended(Conversation.objects.select_for_update(no_key=True).get(pk=number), at)
    return len(rows)


def _ended(conversation: Conversation, at: datetime) -> None:
    """Where nothing of anybody's is left to read, it is over, and no list shows what it was about."""
    if conversation.messages.theirs().exclude(words="").exists():
        return
    conversation.summary, conversation.why_first, conversation.link = FORGOTTEN, "", ""
    conversation.key = conversation.key if conversation.post_id else None  # that of an exchange of messages holds their number
    if conversation.is_open:
        conversation.waiting_since, conversation.ended_at, conversation.end = None, at, ConversationEnd.FORGOTTEN
        place(conversation)
    conversation.save()


@action(unasked="whoever joined us to the channel may take that back there")
def note_removed(*, channel: Channel, at: datetime) -> ForgetRequest:
    """Write down that somebody took our leave away at the channel. The connection is looked at by whoever calls this."""
    row = ForgetRequest.objects.create(channel=channel, kind=ForgetRequest.DEAUTHORISED, code=_code(), came_at=at)
    record(by=CLOCK, verb=Verb.SEE_LEAVE_TAKEN, clause=ANSWERED, subject=row, at=at)
    return row
