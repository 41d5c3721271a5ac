"""A post on its way to one channel, each attempt, and the stop that holds everything."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.channels.models import Channel

from .posts import Post


class Step(models.TextChoices):
    """Where a publication is in the protocol (docs/publishing.md)."""

    APPROVED = "approved", "Approved"
    CREATING = "creating", "Being made"
    CREATED = "created", "Made, not shown yet"
    PUBLISHING = "publishing", "Being shown"
    PUBLISHED = "published", "Sent"
    NEEDS_A_PERSON = "needs_a_person", "Unconfirmed"
    HELD = "held", "Held"  # late, stopped or disconnected; a person decides
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Publication(models.Model):
    """One post on one channel. There can only ever be one row for the pair."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="publications")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="publications")
    code = models.CharField(max_length=12, unique=True)  # the short link /go/<code>/, and the marker
    step = models.CharField(max_length=20, choices=Step.choices, default=Step.APPROVED)
    due_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)  # what was approved; checked before each call
    wake_at = models.DateTimeField(null=True, blank=True)  # when to look at this row next; null: nothing to do
    claim = models.CharField(max_length=60, blank=True)  # who is at work on it
    claimed_until = models.DateTimeField(null=True, blank=True)
    unknown_since = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)  # for the officer, in plain words
    remote_id = models.CharField(max_length=120, blank=True)
    remote_url = models.URLField(blank=True, max_length=500)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "channel"], name="one_publication_a_channel")]
        indexes = [models.Index(fields=["wake_at"], name="publication_wakes", condition=Q(wake_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"


class Attempt(models.Model):
    """One call to a channel: written before the call, answered after it."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="attempts")
    verb = models.CharField(max_length=20)  # create, publish, find, withdraw
    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)  # done, refused, unknown, throttled, disconnected
    detail = models.TextField(blank=True)
    remote_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.publication}"


class Stop(models.Model):
    """Everything is stopped, and why. It takes effect before the next call; nothing resumes by itself."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"Stopped: {self.reason}"


class Resumption(models.Model):
    """A stop, lifted by a person, with a reason."""

    stop = models.OneToOneField(Stop, on_delete=models.PROTECT, related_name="resumption")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"Resumed: {self.reason}"
