"""Who has a conversation, what colleagues note, what it is about, and that it was read and needs no reply."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.conversations.clauses import ANSWERED
from steamie.conversations.models import Conversation, ConversationNote
from steamie.conversations.models.threads import ConversationEnd
from steamie.conversations.timing import place
from steamie.conversations.urgency import LABELS, SAFEGUARDING
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .arriving import for_the_named_people


@action(none="it is in their hands already")
def take(*, conversation: Conversation, by: Person, at: datetime | None = None) -> Conversation:
    """Take a conversation into one's own hands."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if Conversation.objects.locked(conversation).handler_id == by.pk:
        return conversation
    conversation = _given_to(conversation, by)
    record(by=by, verb=Verb.TAKE_CONVERSATION, clause=ANSWERED, subject=conversation, at=moment)
    return conversation


@action()
def assign(*, conversation: Conversation, to: Person, by: Person, at: datetime | None = None) -> Conversation:
    """Give a conversation to a colleague who may answer."""
    moment = at or timezone.now()
    for person in (by, to):
        require(person, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = _given_to(conversation, to)
    facts = {"to": to.reference}
    record(by=by, verb=Verb.ASSIGN_CONVERSATION, clause=ANSWERED, subject=conversation, facts=facts, at=moment)
    return conversation


def _given_to(conversation: Conversation, person: Person) -> Conversation:
    conversation = Conversation.objects.locked(conversation)
    conversation.handler = person
    conversation.save(update_fields=["handler"])
    return conversation


@action()
def add_note(*, conversation: Conversation, words: str, by: Person, at: datetime | None = None) -> ConversationNote:
    """Write a note for colleagues."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if not words.strip():
        raise NotReady([Problem("Write a few words.", "words")])
    note = ConversationNote.objects.create(conversation=conversation, words=words.strip(), at=moment, by=by)
    facts = {"note": note.pk}
    record(by=by, verb=Verb.NOTE_IN_CONVERSATION, clause=ANSWERED, subject=conversation, facts=facts, at=moment)
    return note


@action()
def sort(*, conversation: Conversation, primary: str, by: Person, at: datetime | None = None) -> Conversation:
    """Say what a conversation is about. A person may move it up or down; safeguarding goes to the people named for it."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(conversation)
    if primary not in LABELS:
        raise NotReady([Problem("Choose what it is.", "primary")])
    if conversation.masked:
        raise NotReady([Problem("A safeguarding matter stays with the people named for it.", "primary")])
    conversation.primary, conversation.labels = primary, [primary]
    conversation.dangerous = primary in {SAFEGUARDING, "urgent-danger"}
    conversation.masked = primary == SAFEGUARDING
    conversation.why_first = f"{by.name} said so" if conversation.dangerous and not conversation.masked else ""
    theirs = conversation.messages.theirs().first()
    if conversation.masked and conversation.case_id is None and theirs:
        conversation.summary = "Someone may not be safe"
        conversation.case = for_the_named_people(conversation, theirs, moment)
    place(conversation)
    conversation.save()
    record(by=by, verb=Verb.SORT_CONVERSATION, clause=ANSWERED, subject=conversation, facts={"as": primary}, at=moment)
    return conversation


@action()
def mark_read(*, conversation: Conversation, by: Person, at: datetime | None = None) -> Conversation:
    """End one that needs no reply. Raises ``NotReady`` for one with a clock, unless it is theirs to answer next."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(conversation)
    if conversation.next_due or conversation.masked:
        raise NotReady([Problem("This one has a clock. Answer it, or say that it is something else.")])
    if not conversation.is_open:
        raise NotReady([Problem("It has ended already.")])
    conversation.ended_at, conversation.end, conversation.waiting_since = moment, ConversationEnd.READ, None
    place(conversation)
    conversation.save()
    record(by=by, verb=Verb.MARK_READ, clause=ANSWERED, subject=conversation, at=moment)
    return conversation


@action()
def reopen(*, conversation: Conversation, by: Person, at: datetime | None = None) -> Conversation:
    """Open an ended conversation again: it waits for us from their last word on."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(conversation)
    if conversation.is_open or conversation.case_id:
        raise NotReady([Problem("It is open, or goes on as a case.")])
    last = conversation.messages.theirs().standing().last()
    conversation.ended_at, conversation.end = None, ""
    conversation.waiting_since = last.written_at if last else None
    place(conversation)
    conversation.save()
    record(by=by, verb=Verb.REOPEN_CONVERSATION, clause=ANSWERED, subject=conversation, at=moment)
    return conversation
