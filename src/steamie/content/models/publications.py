"""A post on its way to one channel, each attempt, what a person settled, and the stop that holds everything."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.channels.models import Channel
from steamie.rules.moved_clock import believable_ends

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
    step = models.CharField(max_length=20, choices=Step.choices, default=Step.APPROVED)
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

    @property
    def outdated(self) -> bool:
        """Held because the post was changed after its approval: it waits to be approved again, not for a new time."""
        return self.step == Step.HELD and not self.post.approvals.in_force().filter(edition=self.post.edition).exists()


class Attempt(models.Model):
    """One call to a channel: written before the call, answered after it."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="attempts")
    verb = models.CharField(max_length=20)  # create, publish, withdraw, find, sweep, edit, reread; "settle…": a person's answer
    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)  # done, refused, unknown, throttled, disconnected
    problem = models.TextField(blank=True)  # for the officer
    detail = models.TextField(blank=True)  # for the record
    wait_until = models.DateTimeField(null=True, blank=True)  # when the channel asked us to wait
    remote_id = models.CharField(max_length=120, blank=True)
    shown = models.BooleanField(null=True)  # whether what was made or found could be seen by anyone

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.publication}"


class Settlement(models.Model):
    """A person looked at the channel, or chose to send a held post, and said so."""

    VERDICTS = [
        ("there", "It is there"),
        ("not_there", "It is not there; send it"),
        ("send", "Send it now"),
        ("later", "Send it later"),
        ("down", "It has been taken down"),
        ("new", "It shows the new words"),
        ("old", "It shows the earlier words; correct it"),
        ("again", "Correct it now"),
        ("leave", "Leave the earlier words"),
    ]

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="settlements")
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    address = models.URLField(blank=True, max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.publication}: {self.get_verdict_display()}"


class StopQuerySet(models.QuerySet["Stop"]):
    """Reads of stops."""

    def in_force(self) -> StopQuerySet:
        """Stops nobody has lifted."""
        return self.filter(resumption__isnull=True)

    def holding(self, due_at: datetime) -> StopQuerySet:
        """Stops in force now, or lifted only after this moment: what fell due meanwhile does not go by itself."""
        return self.filter(Q(resumption__isnull=True) | Q(resumption__at__gt=due_at))


class Stop(models.Model):
    """Everything is stopped, and why. It takes effect before the next call; nothing resumes by itself."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    objects = StopQuerySet.as_manager()

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


class Round(models.Model):
    """Something the clock sees to over and over, and when it last did. It lives here because ``project`` has no tables."""

    name = models.CharField(max_length=40, unique=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
