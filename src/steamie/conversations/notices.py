"""What people are written about comments and messages. A letter may be read over a shoulder: it quotes nobody."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.evidence.models import Event
from steamie.people.notifying import NoticeTopic, WorkNotice, key_of, notifies, person_named, subject_of, who_may
from steamie.rules.permissions import Act

from .models import Ban, Conversation, Hide
from .verbs import Verb


@notifies(NoticeTopic.ASSIGNED, Verb.ASSIGN_CONVERSATION)
def conversation_assigned(event: Event) -> Iterator[WorkNotice]:
    """Whoever it was given to."""
    person, conversation = person_named(event.facts.get("to")), subject_of(event, Conversation)
    if person is not None and conversation is not None:
        yield WorkNotice(person, f"Conversation {conversation.pk} was given to you", conversation.get_absolute_url())


@notifies(NoticeTopic.REPLY, Verb.HEAR)
def they_wrote_again(event: Event) -> Iterator[WorkNotice]:
    """Whoever has the conversation."""
    conversation = subject_of(event, Conversation)
    if conversation is not None and conversation.handler is not None and not event.facts.get("ours"):
        words = f"They wrote again in conversation {conversation.pk}"
        yield WorkNotice(conversation.handler, words, conversation.get_absolute_url())


def _ban_waits(event: Event) -> bool:
    return Ban.objects.filter(pk=event.facts.get("ban"), confirmed_at=None, refused_at=None).exists()


@notifies(NoticeTopic.SECOND_PERSON, Verb.ASK_BAN, holds=_ban_waits)
def ban_to_decide(event: Event) -> Iterator[WorkNotice]:
    """Everybody else who answers: nobody is kept out before one of them agrees."""
    for person in who_may(Act.ANSWER_COMMENTS, event.at):
        yield WorkNotice(person, "A colleague asks to keep somebody out", reverse("conversations:hidden"))


def _hide_waits(event: Event) -> bool:
    return Hide.objects.to_review().filter(message__conversation=key_of(event)).exists()


@notifies(NoticeTopic.SECOND_PERSON, Verb.HIDE_COMMENT, holds=_hide_waits)
def hidden_to_look_at(event: Event) -> Iterator[WorkNotice]:
    """Everybody else who answers: a second person looks at what was hidden."""
    for person in who_may(Act.ANSWER_COMMENTS, event.at):
        yield WorkNotice(person, "A colleague hid a comment, and a second person looks", reverse("conversations:hidden"))
