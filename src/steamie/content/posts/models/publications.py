"""A post on its way to one channel. Approving makes the row; what becomes of it is the house of publishing's to write."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from steamie.channels.contract import Phrases
from steamie.channels.models import Channel
from steamie.rules.moved_clock import believable_ends
from steamie.rules.situation import Step

from .posts import Post

__all__ = ["Publication", "PublicationQuerySet", "Step"]

STEPS = [
    (Step.APPROVED, "Approved"),
    (Step.CREATING, "Being made"),
    (Step.CREATED, "Made, not shown yet"),
    (Step.PUBLISHING, "Being shown"),
    (Step.PUBLISHED, "Sent"),
    (Step.NEEDS_A_PERSON, "Unconfirmed"),
    (Step.HELD, "Held"),  # late, stopped or disconnected; a person decides
    (Step.REFUSED, "Refused"),
    (Step.WITHDRAWN, "Withdrawn"),
]


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Reads of what is on its way."""

    def to_wake(self, now: datetime) -> PublicationQuerySet:
        """Rows whose moment has come and which nobody is at work on."""
        first, last = believable_ends(now)
        over = Q(claimed_until__isnull=True) | Q(claimed_until__lt=first) | Q(claimed_until__gt=last)
        return self.filter(Q(claim="") | over, wake_at__lte=now)

    def asleep_once_begun(self, now: datetime) -> PublicationQuerySet:
        """To be looked at again later, and no longer only waiting for the moment they were approved for."""
        return self.filter(wake_at__gt=now).exclude(step=Step.APPROVED)

    def waiting_for_a_person(self) -> PublicationQuerySet:
        """Held or unconfirmed: they move only when somebody decides."""
        return self.filter(step__in=[Step.HELD, Step.NEEDS_A_PERSON])

    def in_trouble(self) -> PublicationQuerySet:
        """As above, and what a channel refused, unless the post was withdrawn since."""
        return self.filter(Q(step__in=[Step.HELD, Step.NEEDS_A_PERSON]) | Q(step=Step.REFUSED, post__withdrawal__isnull=True))

    def untold(self) -> PublicationQuerySet:
        """Rows with a problem that nobody has been written to about yet."""
        return self.filter(step__in=[Step.HELD, Step.NEEDS_A_PERSON, Step.REFUSED], told_at__isnull=True)


class Publication(models.Model):
    """One post on one channel. There can only ever be one row for the pair."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="publications")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="publications")
    code = models.CharField(max_length=12, unique=True)  # the short link /go/<code>/, and the marker
    step = models.CharField(max_length=20, choices=STEPS, default=Step.APPROVED)
    due_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)  # what was approved; checked before each call
    wake_at = models.DateTimeField(null=True, blank=True)  # when to look at this row next; null: nothing to do
    claim = models.CharField(max_length=60, blank=True)  # who is at work on it
    claimed_until = models.DateTimeField(null=True, blank=True)
    unknown_since = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)  # for the officer, in plain words
    key = models.CharField(max_length=60, blank=True)  # ours, under which the channel makes it; kept before the first call
    remote_id = models.CharField(max_length=120, blank=True)
    remote_url = models.URLField(blank=True, max_length=500)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    told_at = models.DateTimeField(null=True, blank=True)  # when people were written to about the problem

    objects = PublicationQuerySet.as_manager()

    if TYPE_CHECKING:  # what the rows behind a figure add
        approved: bool
        as_own: bool
        by_deputy: bool

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "channel"], name="one_publication_a_channel"),
            models.UniqueConstraint(fields=["channel", "key"], name="one_publication_a_key", condition=~Q(key="")),
            models.UniqueConstraint(
                fields=["channel", "remote_id"], name="one_publication_a_remote_post", condition=~Q(remote_id="")
            ),
        ]
        indexes = [models.Index(fields=["wake_at"], name="publication_wakes", condition=Q(wake_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"

    def get_absolute_url(self) -> str:
        """Where a person decides about it."""
        return reverse("publishing:settle", args=[self.pk])

    @property
    def phrases(self) -> Phrases:
        """How its kind of channel says what it has done."""
        kind = self.channel.installed
        return kind.phrases if kind else Phrases()

    @property
    def state(self) -> str:
        """Where it is, in the words of its kind: a poster is ready to print, and nobody says that it is up."""
        return self.phrases.sent if self.step == Step.PUBLISHED else self.get_step_display()

    @property
    def see(self) -> str:
        """The words of the link to it."""
        return self.phrases.see.format(channel=self.channel)

    @property
    def outdated(self) -> bool:
        """Held because the post was changed after its approval: it waits to be approved again, not for a new time."""
        return self.step == Step.HELD and not self.post.approvals.in_force().filter(edition=self.post.edition).exists()
