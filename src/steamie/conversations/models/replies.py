"""Answers: each is a send, with its intent written before the call; drafts, saved replies, and how soon we mean to answer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.channels.models import Channel
from steamie.rules.cases import Way
from steamie.rules.clocks import ClockRule, SetBy, Unit

from .threads import Conversation, Message


class SavedReplyQuerySet(models.QuerySet["SavedReply"]):
    """Reads of saved replies."""

    def ready(self) -> SavedReplyQuerySet:
        """Approved, and in use."""
        return self.filter(approved_at__isnull=False, retired_at=None)


class SavedReply(models.Model):
    """Words that were agreed before they are needed. ``holding``: it tells them that we carry on in private."""

    title = models.CharField(max_length=80)
    words = models.TextField(max_length=1000)
    holding = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "saved replies"

    def __str__(self) -> str:
        return self.title


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Reads of answers."""

    def due(self, now: datetime) -> ReplyQuerySet:
        """Those to be sent, or looked for, now: past the time to undo, and not waiting for the channel or a person."""
        waits = Q(wait_until__isnull=True) | Q(wait_until__lte=now)
        return self.unsettled().filter(waits, goes_at__lte=now, person_at__isnull=True)

    def unsettled(self) -> ReplyQuerySet:
        """Neither sent, nor refused, nor taken back."""
        return self.filter(sent_at__isnull=True, refused_at__isnull=True, undone_at__isnull=True)

    def for_a_person(self) -> ReplyQuerySet:
        """Whether these went out is not known, and somebody must look."""
        return self.unsettled().filter(person_at__isnull=False)


class Reply(models.Model):
    """An answer, in public or in private. The row is the truth: a task only wakes whoever sends."""

    PUBLIC, PRIVATE, MESSAGE = "public", "private", "message"
    KINDS = [(PUBLIC, "In public"), (PRIVATE, "A private reply to a comment"), (MESSAGE, "In their messages")]

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="replies")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="replies")  # what it answers
    kind = models.CharField(max_length=10, choices=KINDS)
    words = models.TextField()
    holding = models.BooleanField(default=False)
    saved = models.ForeignKey(SavedReply, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    goes_at = models.DateTimeField()  # until then it can be taken back
    key = models.CharField(max_length=60, blank=True)  # of a channel that makes an answer under our key, once
    undone_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)  # the first call; from here on the answer may be out
    tries = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True)
    unknown_at = models.DateTimeField(null=True)  # the last call whose outcome is not known
    person_at = models.DateTimeField(null=True)  # it waits for a person to look
    sent_at = models.DateTimeField(null=True)
    remote_id = models.CharField(max_length=160, blank=True)
    refused_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=400, blank=True)
    detail = models.CharField(max_length=200, blank=True)  # the channel's codes, for the record

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(
                fields=["message"],
                condition=Q(kind="private", refused_at__isnull=True, undone_at__isnull=True),
                name="one_private_reply_a_comment",
            )
        ]
        indexes = [models.Index(fields=["sent_at", "refused_at", "undone_at", "goes_at"], name="reply_to_send")]

    def __str__(self) -> str:
        return f"Reply {self.pk}"

    @property
    def is_settled(self) -> bool:
        """Whether it went out, was refused, or was taken back."""
        return bool(self.sent_at or self.refused_at or self.undone_at)


class ReplyDraft(models.Model):
    """What somebody is writing, so that another does not write the same."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "by"], name="one_draft_a_person")]

    def __str__(self) -> str:
        return f"Draft of {self.by}"


class ReplyTarget(models.Model):
    """How soon we mean to answer on a channel, from a day on. The newest that has begun holds; none is rewritten."""

    channel = models.ForeignKey(
        Channel, null=True, on_delete=models.PROTECT, related_name="+"
    )  # None: every channel without its own
    way = models.CharField(max_length=10, choices=[(Way.COMMENT.value, "Comments"), (Way.MESSAGE.value, "Messages")])
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=[(unit.value, unit.value) for unit in Unit])
    since = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.rule.words}"

    @property
    def rule(self) -> ClockRule:
        """As the rules count it."""
        return ClockRule(self.amount, Unit(self.unit), SetBy.US, source="our own time", valid_from=self.since)
