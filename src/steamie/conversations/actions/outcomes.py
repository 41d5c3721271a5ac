"""What became of an answer: sent, refused, not known. The sender and the drill write it down here, and nobody else."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.models import TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.conversations.clauses import ANSWERED
from steamie.conversations.effects import note_effect
from steamie.conversations.models import Conversation, Message, Reply
from steamie.conversations.models.threads import ConversationEnd, digest_of
from steamie.conversations.timing import place
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import PUBLISHER
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.permissions import Act

from .arriving import key_of, note_answer

EFFECT_OF = {Reply.PUBLIC: "answer", Reply.PRIVATE: "private", Reply.MESSAGE: "messages"}


@action(none="it was written down already", unasked="whoever sends asks nobody: the answer was asked for by a person")
def sent(*, reply: Reply, remote_id: str, at: datetime) -> Reply:
    """The channel has it, and gave it a number: the wait is over."""
    conversation = Conversation.objects.locked(reply.conversation)
    reply.refresh_from_db()
    if reply.sent_at:
        return reply
    reply.sent_at, reply.remote_id, reply.wait_until, reply.person_at = at, remote_id, None, None
    reply.save()
    if reply.kind != Reply.PRIVATE:
        _ours(conversation, reply, remote_id, at)
    note_answer(conversation, at)
    if conversation.waiting_since is None and not hasattr(conversation, "offline") and not conversation.ended_at:
        conversation.ended_at, conversation.end = at, ConversationEnd.ANSWERED
    conversation.save()
    if conversation.channel:
        note_effect(conversation.channel, EFFECT_OF[reply.kind], worked=True, words="It worked.", at=at)
    _in_the_case(conversation, reply, at)
    facts = {"reply": reply.pk, "kind": reply.kind}
    record(by=PUBLISHER, verb=Verb.SEND_ANSWER, clause=ANSWERED, subject=conversation, facts=facts, at=at)
    return reply


def _ours(conversation: Conversation, reply: Reply, remote_id: str, at: datetime) -> None:
    """Our answer in the thread; a look may have found it there first."""
    if conversation.channel is None:
        return
    Message.objects.get_or_create(
        key=key_of(conversation.channel, remote_id),
        defaults={
            "conversation": conversation,
            "remote_id": remote_id,
            "parent_id": reply.message.remote_id,
            "by_us": True,
            "words": reply.words,
            "digest": digest_of(reply.words),
            "written_at": at,
            "came_at": at,
        },
    )


def _in_the_case(conversation: Conversation, reply: Reply, at: datetime) -> None:
    """What was said in private belongs to the private case."""
    if conversation.case and reply.kind != Reply.PUBLIC:
        TrailEntry.objects.create(
            case=conversation.case,
            kind=EntryKind.WENT_OUT,
            way=Way.MESSAGE.value,
            at=at,
            written_at=at,
            by=reply.by,
            title=f"A private message on {conversation.channel}"[:160],
            words=reply.words,
            for_them=True,
        )


@action(unasked="whoever sends asks nobody: the answer was asked for by a person")
def refused(*, reply: Reply, because: str, detail: str, at: datetime) -> Reply:
    """The channel said no, and nothing was made. The words are kept, and another way is open."""
    conversation = Conversation.objects.locked(reply.conversation)
    reply.refused_at, reply.refused_because, reply.detail, reply.wait_until = at, because[:400], detail[:200], None
    reply.save(update_fields=["refused_at", "refused_because", "detail", "wait_until"])
    if conversation.channel:
        words = f"{because} ({detail})" if detail else because
        note_effect(conversation.channel, EFFECT_OF[reply.kind], worked=False, words=words, at=at)
    facts = {"reply": reply.pk, "kind": reply.kind, "detail": detail[:200]}
    record(by=PUBLISHER, verb=Verb.ANSWER_REFUSED, clause=ANSWERED, subject=conversation, facts=facts, at=at)
    return reply


@action(none="it was not known before either", unasked="whoever sends asks nobody: the answer was asked for by a person")
def unknown(*, reply: Reply, detail: str, until: datetime, at: datetime) -> Reply:
    """Nobody knows whether it went: it is looked for from now on, and not sent again."""
    first = reply.unknown_at is None
    reply.unknown_at, reply.wait_until, reply.detail = at, until, detail[:200]
    reply.save(update_fields=["unknown_at", "wait_until", "detail"])
    if first:
        facts = {"reply": reply.pk, "detail": detail[:200]}
        record(by=PUBLISHER, verb=Verb.ANSWER_UNKNOWN, clause=ANSWERED, subject=reply.conversation, facts=facts, at=at)
    return reply


@action(unasked="whoever sends asks nobody: the answer was asked for by a person")
def for_a_person(*, reply: Reply, because: str, at: datetime) -> Reply:
    """It could not be found out in a quarter of an hour: a person looks."""
    reply.person_at, reply.detail = at, because[:200]
    reply.save(update_fields=["person_at", "detail"])
    facts = {"reply": reply.pk, "needs": "a person"}
    record(by=PUBLISHER, verb=Verb.ANSWER_UNKNOWN, clause=ANSWERED, subject=reply.conversation, facts=facts, at=at)
    return reply


@action()
def settle(*, reply: Reply, went: bool, by: Person, at: datetime | None = None) -> Reply:
    """Say, after looking at the channel, whether an answer is there. If it is not, it is sent again."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(reply.conversation)
    reply.refresh_from_db()
    if reply.is_settled or reply.person_at is None:
        raise NotReady([Problem("This answer does not wait for anyone.")])
    if went:
        reply.sent_at = reply.started_at or moment
        note_answer(conversation, reply.sent_at)
        conversation.save()
    else:
        reply.started_at = reply.wait_until = reply.unknown_at = None
    reply.person_at = None
    reply.save()
    place(conversation)
    facts = {"reply": reply.pk, "there": went}
    record(by=by, verb=Verb.SETTLE_ANSWER, clause=ANSWERED, subject=conversation, facts=facts, at=moment)
    return reply
