"""Answering: the words are written down, can be taken back for twenty seconds, and then go; drafts, notes, who has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from steamie.channels.contract import ChannelKind
from steamie.channels.opening import unopened
from steamie.channels.registry import UnknownKind
from steamie.conversations.clauses import ANSWERED
from steamie.conversations.models import Conversation, Message, Reply, ReplyDraft, SavedReply
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.conversations import UNDO, without_numbers
from steamie.rules.permissions import Act
from steamie.services.numbers import telephones
from steamie.strategy.models import Association

SAFEGUARDING = "Nobody answers this from the desk. The people named for it call, in a way that is safe."


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to be said, where, and from which saved reply it came. ``anyway``: though a colleague has just answered."""

    words: str
    kind: str = Reply.PUBLIC
    saved: SavedReply | None = None
    holding: bool = False
    anyway: bool = False


@action()
def ask_to_answer(
    *, conversation: Conversation, message: Message, wording: Wording, by: Person, at: datetime | None = None
) -> Reply:
    """Answer one comment or message. It goes after twenty seconds. Raises ``NotReady`` with what keeps it back."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(conversation)
    problems = list(_problems(conversation, message, wording, by, moment))
    if problems:
        raise NotReady(problems)
    reply = Reply.objects.create(
        conversation=conversation,
        message=message,
        kind=wording.kind,
        words=wording.words.strip(),
        holding=wording.holding,
        saved=wording.saved,
        by=by,
        asked_at=moment,
        goes_at=moment + UNDO,
        key=_key(conversation, moment),
    )
    ReplyDraft.objects.filter(conversation=conversation, by=by).delete()
    facts = {"reply": reply.pk, "kind": reply.kind, "holding": reply.holding}
    record(by=by, verb=Verb.ASK_TO_ANSWER, clause=ANSWERED, subject=conversation, facts=facts, at=moment)
    return reply


def _key(conversation: Conversation, moment: datetime) -> str:
    kind = conversation.channel.installed if conversation.channel else None
    return kind.new_key(now=moment) if kind and kind.can.keyed else ""


def _problems(conversation: Conversation, message: Message, wording: Wording, by: Person, moment: datetime) -> list[Problem]:
    """Everything that keeps an answer back, the gravest alone."""
    if conversation.masked:
        return [Problem(SAFEGUARDING, "words")]
    kind = _kind(conversation)
    if kind is None:
        return [Problem("It came here by hand or by e-mail. Answer on the channel itself, or reach them another way.", "words")]
    return [*_of_the_message(kind, message, wording, moment), *_of_the_words(kind, wording), *_of_others(message, wording, by)]


def _kind(conversation: Conversation) -> ChannelKind | None:
    if conversation.channel is None or not conversation.reachable:
        return None
    try:
        return unopened(conversation.channel)
    except UnknownKind:
        return None


def _of_the_message(kind: ChannelKind, message: Message, wording: Wording, moment: datetime) -> list[Problem]:
    if message.by_us or message.removed_at:
        return [Problem("It is no longer there, so it cannot be answered. Reach them another way.", "words")]
    if wording.kind == Reply.PRIVATE:
        return _of_private(kind, message, moment)
    if not kind.can.answer:
        return [Problem(f"{kind.label} takes no answers from here.", "words")]
    return []


def _of_private(kind: ChannelKind, message: Message, moment: datetime) -> list[Problem]:
    if not kind.can.answer_privately:
        return [Problem(f"{kind.label} takes no private answers from here. Reach them another way.", "words")]
    if message.replies.filter(kind=Reply.PRIVATE, refused_at=None, undone_at=None).exists():
        return [Problem("This comment has had its one private reply. Reach them another way.", "words")]
    if kind.private_days and moment - message.written_at > timedelta(days=kind.private_days):
        late = f"It is more than {kind.private_days} days old, so {kind.label} takes no private reply. Reach them another way."
        return [Problem(late, "words")]
    return []


def _of_the_words(kind: ChannelKind, wording: Wording) -> list[Problem]:
    words = wording.words.strip()
    most = kind.reply_limit if wording.kind == Reply.PUBLIC else kind.private_limit
    if not words:
        return [Problem("Write your answer first.", "words")]
    if len(words) > most:
        return [Problem(f"{kind.label} takes {most:,} characters here; this has {len(words):,}.", "words")]
    if wording.kind == Reply.PUBLIC and _someones_number(words):
        return [Problem("Anybody can read this, and it holds a number or an e-mail address that is not ours.", "words")]
    return []


def _someones_number(words: str) -> bool:
    """Whether a number or e-mail address stands in the words that is neither the Association's own nor one for emergencies."""
    ours = Association.objects.first()
    for known in (*telephones(), ours.telephone if ours else ""):
        if digits := re.sub(r"\D", "", known):
            words = re.sub(r"(?<!\d)" + r"[\s-]?".join(digits) + r"(?!\d)", "", words)
    words = words.replace(ours.email, "") if ours and ours.email else words
    return without_numbers(words) != words


def _of_others(message: Message, wording: Wording, by: Person) -> list[Problem]:
    """Two people answering at once: the second sees it before theirs goes."""
    if wording.anyway or wording.kind != Reply.PUBLIC:
        return []
    other = message.replies.unsettled().filter(kind=Reply.PUBLIC).exclude(by=by).select_related("by").first()
    return [Problem(f"{other.by.name} has just answered this: “{other.words[:200]}”", "anyway")] if other else []


@action()
def undo(*, reply: Reply, by: Person, at: datetime | None = None) -> Reply:
    """Take an answer back before it goes; its words come back as a draft. Raises ``NotReady`` once it is on its way."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    changed = Reply.objects.unsettled().filter(pk=reply.pk, started_at__isnull=True).update(undone_at=moment)
    if not changed:
        raise NotReady([Problem("It is on its way already, so it cannot be taken back.")])
    reply.refresh_from_db()
    ReplyDraft.objects.update_or_create(conversation=reply.conversation, by=by, defaults={"words": reply.words, "at": moment})
    facts = {"reply": reply.pk}
    record(by=by, verb=Verb.UNDO_ANSWER, clause=ANSWERED, subject=reply.conversation, facts=facts, at=moment)
    return reply


def keep_draft(*, conversation: Conversation, words: str, by: Person, at: datetime | None = None) -> None:
    """Keep what somebody is writing, for them and for colleagues to see. It is no act, and nothing is recorded."""
    require(by, Act.ANSWER_COMMENTS)
    if words.strip() and not conversation.masked:
        values = {"words": words, "at": at or timezone.now()}
        ReplyDraft.objects.update_or_create(conversation=conversation, by=by, defaults=values)
    else:
        ReplyDraft.objects.filter(conversation=conversation, by=by).delete()
