"""Taking in what a channel gives: new words, changed words, words taken down. The same thing given twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.actions.trail import hear_more
from steamie.casework.models import Case
from steamie.channels.contract import Heard
from steamie.channels.models import Channel
from steamie.conversations.clauses import ANSWERED, HIDDEN
from steamie.conversations.models import Conversation, EarlierWords, Message
from steamie.conversations.models.threads import ConversationEnd, digest_of
from steamie.conversations.timing import place
from steamie.conversations.urgency import COMPLAINT, WITHOUT_CLOCK, triage
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.people.acting import action
from steamie.rules.cases import Way
from steamie.rules.conversations import in_a_list, looks_automatic

LONGEST_WORDS = 20_000  # characters kept of one message; no channel gives so many


def key_of(channel: Channel, remote_id: str) -> str:
    """What no other message or thread of ours is known by."""
    return f"{channel.pk}:{remote_id}"


def take_in(*, channel: Channel, heard: Heard, at: datetime) -> Message | None:
    """Write down one comment or message as it is now; None when nothing about it is new to us."""
    message = Message.objects.filter(key=key_of(channel, heard.remote_id)).first()
    if message is None:
        try:
            with transaction.atomic():
                return _new(channel=channel, heard=heard, at=at)
        except IntegrityError:  # another process took it in at the same moment
            return None
    if message.removed_at is None and digest_of(heard.words) != message.digest:
        return _edited(message=message, heard=heard, at=at)
    if heard.hidden != message.hidden or heard.may_answer_privately != message.may_answer_privately:
        return _state(message=message, heard=heard, at=at)
    return None


@action(unasked="whoever writes to us is heard")
def _new(*, channel: Channel, heard: Heard, at: datetime) -> Message:
    conversation = _conversation(channel, heard, at)
    message = Message.objects.create(
        conversation=conversation,
        key=key_of(channel, heard.remote_id),
        remote_id=heard.remote_id,
        parent_id=heard.parent_id,
        by_us=heard.by_us,
        author_name=heard.author_name[:160],
        author_id=heard.author_id[:160],
        words=heard.words[:LONGEST_WORDS],
        digest=digest_of(heard.words),
        written_at=min(heard.written_at, at),
        came_at=at,
        hidden=heard.hidden,
        may_answer_privately=heard.may_answer_privately,
    )
    if heard.by_us:
        note_answer(conversation, message.written_at)
    else:
        _their_words(conversation, message, at)
    conversation.save()
    facts = {"way": conversation.way, "ours": heard.by_us}
    record(by=CLOCK, verb=Verb.HEAR, clause=ANSWERED, subject=conversation, facts=facts, at=at)
    return message


def _conversation(channel: Channel, heard: Heard, at: datetime) -> Conversation:
    """The conversation it belongs to, held; begun where there is none."""
    parent = Message.objects.filter(key=key_of(channel, heard.parent_id)).first() if heard.parent_id else None
    if parent:
        return Conversation.objects.locked(parent.conversation)
    key = key_of(channel, f"{'messages' if heard.private else 'thread'}:{heard.thread_id}")
    written = min(heard.written_at, at)
    row, new = Conversation.objects.get_or_create(
        key=key,
        defaults={
            "channel": channel,
            "way": (Way.MESSAGE if heard.private else Way.COMMENT).value,
            "post_id": heard.post_id[:160],
            "post_words": heard.post_words[:200],
            "link": heard.url[:500],
            "summary": in_a_list(heard.words) or "Without words",
            "received_at": written,
            "entered_at": at,
            "primary": "question",
        },
    )
    return row if new else Conversation.objects.locked(row)


def _their_words(conversation: Conversation, message: Message, at: datetime) -> None:
    """What they wrote starts the wait, unless it waits already or a machine wrote it; after an end it is open again."""
    theirs = conversation.messages.theirs()
    if message.written_at <= conversation.received_at or theirs.count() == 1:
        conversation.summary = in_a_list(message.words) or "Without words"
        conversation.received_at = min(conversation.received_at, message.written_at)
    ours = conversation.messages.filter(by_us=True, written_at__lte=message.written_at).last()
    message.automatic = looks_automatic(message.words, message.written_at - ours.written_at if ours else None)
    if message.automatic:
        message.save(update_fields=["automatic"])
        return
    if conversation.case_id and conversation.case and conversation.case.is_open:
        hear_more(case=conversation.case, words=message.words, way=Way(conversation.way), by=CLOCK, at=at)
        return
    if conversation.messages.filter(by_us=True, written_at__gt=message.written_at).exists():
        return  # it came late, and was answered since
    start_wait(conversation, message, at)


def start_wait(conversation: Conversation, message: Message, at: datetime) -> None:
    """It is our turn: since their first word that nobody answered. New words may move it up, and never down."""
    earliest = [moment for moment in (conversation.waiting_since, message.written_at) if moment]
    conversation.waiting_since = min(earliest)
    conversation.ended_at, conversation.end, conversation.read_at = None, "", None
    raise_urgency(conversation, message.words)
    place(conversation)
    if conversation.masked and conversation.case_id is None:
        conversation.case = for_the_named_people(conversation, message, at)


def raise_urgency(conversation: Conversation, words: str) -> None:
    """What the rules make of new words. A danger stays one, whatever is written later."""
    answer = triage(words)
    first = conversation.messages.theirs().count() <= 1
    if first or answer.dangerous or not conversation.labels:
        if not conversation.dangerous or answer.dangerous:
            conversation.primary = answer.primary
        conversation.labels = sorted({*conversation.labels, *answer.labels})
        conversation.why_first = ", ".join(answer.moved_by)[:300] or conversation.why_first
    elif COMPLAINT in answer.labels:
        conversation.labels = sorted({*conversation.labels, COMPLAINT})
        if conversation.primary in WITHOUT_CLOCK:
            conversation.primary = answer.primary
    conversation.dangerous = conversation.dangerous or answer.dangerous
    conversation.masked = conversation.masked or answer.masked
    if conversation.masked:
        conversation.summary, conversation.why_first = "Someone may not be safe", ""


def for_the_named_people(conversation: Conversation, message: Message, at: datetime) -> Case:
    """A safeguarding matter reaches the people named for it at once, and nobody answers it in public."""
    report = Report(
        kind="safety",
        way=Way(conversation.way),
        words=message.words,
        whose=Whose(
            name=message.author_name,
            safe_contact="Do not answer on the channel or in its messages. They did not say how it is safe to reach them.",
        ),
        received_at=message.written_at,
        submission=f"conversation:{conversation.pk}:safety",
    )
    return open_case(report=report, by=CLOCK, at=at)


def note_answer(conversation: Conversation, at: datetime) -> None:
    """An answer of ours stands: the wait is over, unless they wrote again since. The caller saves."""
    if conversation.first_reply_at is None or at < conversation.first_reply_at:
        conversation.first_reply_at = at
    later = conversation.messages.theirs().standing().filter(written_at__gt=at, automatic=False).first()
    conversation.waiting_since = later.written_at if later else None
    place(conversation)


@action(unasked="whoever writes to us may change their words")
def _edited(*, message: Message, heard: Heard, at: datetime) -> Message:
    conversation = Conversation.objects.locked(message.conversation)
    EarlierWords.objects.create(message=message, words=message.words, until=at)
    message.words, message.digest, message.edited_at = heard.words[:LONGEST_WORDS], digest_of(heard.words), at
    message.hidden = heard.hidden
    message.save(update_fields=["words", "digest", "edited_at", "hidden"])
    if not message.by_us and conversation.messages.theirs().first() == message:
        conversation.summary = in_a_list(message.words) or "Without words"
    if not message.by_us:
        raise_urgency(conversation, message.words)
        if conversation.masked and conversation.case_id is None:
            conversation.case = for_the_named_people(conversation, message, at)
        place(conversation)
    conversation.save()
    record(by=CLOCK, verb=Verb.SEE_EDITED, clause=ANSWERED, subject=conversation, facts={"message": message.pk}, at=at)
    return message


@action(none="only what may be done with it changed", unasked="the channel says how it stands")
def _state(*, message: Message, heard: Heard, at: datetime) -> Message:
    turned = heard.hidden != message.hidden
    message.hidden, message.may_answer_privately = heard.hidden, heard.may_answer_privately
    message.save(update_fields=["hidden", "may_answer_privately"])
    if turned:
        facts = {"message": message.pk, "hidden": heard.hidden}
        record(by=CLOCK, verb=Verb.SEE_HIDDEN, clause=HIDDEN, subject=message.conversation, facts=facts, at=at)
    return message


@action(none="it was gone already", unasked="whoever writes to us may take it down")
def take_down(*, message: Message, at: datetime) -> Message:
    """Write down that a comment is no longer there.

    Its words and its author's name go, unless we hid it or a case grew out of it; when it went, and a fingerprint, stay.
    """
    conversation = Conversation.objects.locked(message.conversation)
    message.refresh_from_db()
    if message.removed_at:
        return message
    message.removed_at = at
    if not message.by_us and not message.hides.exists() and conversation.case_id is None:
        message.words = message.author_name = message.author_id = ""
        message.earlier.update(words="")
    message.save()
    if not conversation.messages.theirs().standing().exists() and conversation.is_open and conversation.case_id is None:
        conversation.summary = "Taken down by whoever wrote it"
        conversation.waiting_since, conversation.ended_at, conversation.end = None, at, ConversationEnd.GONE
        place(conversation)
    conversation.save()
    record(by=CLOCK, verb=Verb.SEE_REMOVED, clause=ANSWERED, subject=conversation, facts={"message": message.pk}, at=at)
    return message


def gone_from(channel: Channel, posts: Collection[str], there: Collection[str]) -> list[Message]:
    """Comments we have under these posts that the channel no longer gives."""
    under = Message.objects.standing().filter(conversation__channel=channel, conversation__post_id__in=posts)
    return [message for message in under.exclude(key=None) if message.remote_id not in there]
