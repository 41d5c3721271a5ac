"""Taking in what a channel tells by e-mail. It is answered at the channel itself, and its clock is that of any comment."""

from __future__ import annotations

from datetime import datetime

from steamie.channels.contract import Mailed
from steamie.channels.models import Channel
from steamie.conversations.clauses import ANSWERED
from steamie.conversations.models import Conversation, Message
from steamie.conversations.models.threads import digest_of
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import LETTERS
from steamie.people.acting import action
from steamie.rules.cases import Way
from steamie.rules.conversations import in_a_list

from .arriving import LONGEST_WORDS, start_wait


@action(none="it is in the inbox already", unasked="whoever writes to us is heard")
def take_in_mailed(*, channel: Channel, mailed: Mailed, written_at: datetime, at: datetime) -> Conversation | None:
    """Put a comment that came by letter into the inbox; None when the same words by the same link are there."""
    digest = digest_of(mailed.words)
    if mailed.url and Message.objects.filter(digest=digest, conversation__link=mailed.url).exists():
        return None
    conversation = Conversation.objects.create(
        channel=channel,
        way=(Way.MESSAGE if mailed.private else Way.COMMENT).value,
        link=mailed.url[:500],
        summary=in_a_list(mailed.words) or "Without words",
        received_at=written_at,
        entered_at=at,
        primary="question",
    )
    message = Message.objects.create(
        conversation=conversation,
        author_name=mailed.author_name[:160],
        words=mailed.words[:LONGEST_WORDS],
        digest=digest,
        written_at=written_at,
        came_at=at,
    )
    start_wait(conversation, message, at)
    conversation.save()
    facts = {"way": conversation.way, "by": "letter"}
    record(by=LETTERS, verb=Verb.HEAR, clause=ANSWERED, subject=conversation, facts=facts, at=at)
    return conversation
