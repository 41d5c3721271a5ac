"""A conversation: one comment with what was answered under it, or one exchange of messages; and each message in it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, prefetch_related_objects
from django.urls import reverse

from steamie.casework.models import Case
from steamie.channels.models import Channel
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.rules.cases import Rank, Way


class ConversationEnd(models.TextChoices):
    """How a conversation ended."""

    ANSWERED = "answered", "Answered"
    READ = "read", "Read, no reply needed"
    OFFLINE = "offline", "Taken offline, and put right there"
    CASE = "case", "It became a case"
    GONE = "gone", "They took it down"
    FORGOTTEN = "forgotten", "Forgotten at their wish"


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Reads of conversations."""

    def locked(self, conversation: Conversation) -> Conversation:
        """The conversation as it is now, held until the transaction ends."""
        return self.select_for_update(no_key=True).get(pk=conversation.pk)

    def whole(self) -> ConversationQuerySet:
        """With what a list shows of each."""
        return self.select_related("channel", "handler", "case", "offline")

    def open(self) -> ConversationQuerySet:
        """Waiting for us or for them; one that became a case waits there."""
        return self.filter(ended_at__isnull=True)

    def waiting_for_us(self) -> ConversationQuerySet:
        """Nobody has answered their last word yet."""
        return self.open().filter(waiting_since__isnull=False)

    def answered_between(self, since: datetime, until: datetime) -> ConversationQuerySet:
        """Those first answered in a time."""
        return self.filter(first_reply_at__gte=since, first_reply_at__lt=until)


class Conversation(models.Model):
    """What somebody wrote, and what came of it. ``rank`` and ``next_due`` are kept so that a list is one query.

    ``waiting_since`` is the moment of their first word that nobody has answered; None while it is their turn.
    """

    channel = models.ForeignKey(Channel, null=True, on_delete=models.PROTECT, related_name="conversations")
    way = models.CharField(max_length=10, choices=[(Way.COMMENT.value, "Comment"), (Way.MESSAGE.value, "Message")])
    key = models.CharField(max_length=200, unique=True, null=True)  # channel and the thread's own number; none when pasted
    post_id = models.CharField(max_length=160, blank=True)  # the post it stands under, by the channel's number
    post_words = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    summary = models.CharField(max_length=160)  # a few words for a list, with numbers that lead to a person left out
    received_at = models.DateTimeField()  # when they wrote it; clocks count from here
    entered_at = models.DateTimeField()  # when the desk had it
    pasted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    primary = models.CharField(max_length=20)  # what it is, by the rules or by a person
    labels = models.JSONField(default=list)
    why_first = models.CharField(max_length=300, blank=True)  # the words that moved it up, or a person's reason
    dangerous = models.BooleanField(default=False)
    masked = models.BooleanField(default=False)  # only the people named for it read the words; no reply from the desk
    rank = models.PositiveSmallIntegerField(choices=[(rank.value, rank.heading) for rank in Rank], default=Rank.NO_CLOCK)
    waiting_since = models.DateTimeField(null=True)
    next_due = models.DateTimeField(null=True)
    due_reason = models.CharField(max_length=400, blank=True)
    first_reply_at = models.DateTimeField(null=True)
    first_due = models.DateTimeField(null=True)  # when the first answer was due, kept after it was given
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="conversations")
    read_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=ConversationEnd, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="conversations")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ended_at", "rank", "next_due"], name="conversation_inbox"),
            models.Index(fields=["channel", "post_id"], name="conversation_of_post"),
            models.Index(fields=["received_at"], name="conversation_received"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("conversations:conversation", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    @property
    def reachable(self) -> bool:
        """Whether it can be answered from here: the channel gave it, and nobody pasted it or read it in a letter."""
        return self.channel_id is not None and self.key is not None


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads of messages."""

    def theirs(self) -> MessageQuerySet:
        """What others wrote."""
        return self.filter(by_us=False)

    def standing(self) -> MessageQuerySet:
        """Not taken down by whoever wrote it."""
        return self.filter(removed_at__isnull=True)

    def with_what_hangs_on_them(self) -> list[Message]:
        """Each with its pictures, its earlier words and its hides at hand, where there are any: one question for each kind."""
        counted = {"pictures_there": Count("pictures", distinct=True), "hides_there": Count("hides", distinct=True)}
        rows = list(self.annotate(**counted))
        kinds = {"pictures_there": ["pictures"], "edited_at": ["earlier"], "hides_there": ["hides__rule", "hides__by"]}
        for there, names in kinds.items():
            prefetch_related_objects([row for row in rows if getattr(row, there)], *names)
        return rows


class Message(models.Model):
    """One comment or message. Taken down by its author, it stays as a tombstone: when, and a fingerprint of the words."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=200, unique=True, null=True)  # channel and its own number; none when pasted
    remote_id = models.CharField(max_length=160, blank=True)
    parent_id = models.CharField(max_length=160, blank=True)  # what it answers, by the channel's number
    by_us = models.BooleanField(default=False)
    author_name = models.CharField(max_length=160, blank=True)
    author_id = models.CharField(max_length=160, blank=True)
    words = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    came_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)  # as the channel last said
    automatic = models.BooleanField(default=False)  # a machine answered our answer: it starts no wait
    may_answer_privately = models.BooleanField(null=True)  # as the channel last said; None: it did not say
    pictures = models.ManyToManyField(Picture, blank=True, related_name="messages")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"Message {self.pk}"

    @property
    def can_be_answered(self) -> bool:
        """Whether it waits for words of ours: a person wrote it, and it stands."""
        return not (self.by_us or self.removed_at or self.automatic)


def digest_of(words: str) -> str:
    """A fingerprint of somebody's words, which stays when the words go."""
    return hashlib.sha256(words.encode()).hexdigest()


class EarlierWords(models.Model):
    """What a message said before its author changed it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="earlier")
    words = models.TextField(blank=True)
    until = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Until {self.until:%H:%M}"


class ConversationNote(models.Model):
    """A colleague's note, for staff only."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"


def readable_to(conversation: Conversation, person: Person, teams: set[int]) -> bool:
    """Whether a person reads the words: all but a safeguarding matter, which is for the team of its case alone."""
    return not conversation.masked or (conversation.case is not None and conversation.case.team_id in teams)
