"""A correction of a post that has been sent: what it is to say instead, and how far each channel has followed.

A correction changes nothing until it is approved. Then the post says the new words, and an amendment carries them to each
channel. The earlier words stay, as the ``before`` of each change.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from steamie.channels.models import Channel
from steamie.content.posts.definition import FieldKind, correctable
from steamie.rules.correcting import RESTING, Stage

from .approvals import Approval
from .posts import Post
from .publications import Publication


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Reads of corrections."""

    def awaiting_approval(self) -> CorrectionQuerySet:
        """Written, neither dropped nor approved, of posts still there."""
        approved = Correction.objects.filter(approvals__isnull=False, approvals__undo__isnull=True)
        open_ones = self.filter(drop__isnull=True, post__withdrawal__isnull=True)
        return open_ones.exclude(pk__in=approved.values("pk"))

    def whole(self) -> CorrectionQuerySet:
        """With everything a page about one shows; ``approved_at`` is None while nobody has approved it."""
        return self.with_amendments().prefetch_related(models.Prefetch("changes", Change.objects.select_related("channel")))

    def with_amendments(self) -> CorrectionQuerySet:
        """The same, but for what each changes: the page of a post has read that with the post."""
        amendments = Amendment.objects.select_related("publication__channel")
        latest = Approval.objects.in_force().filter(correction=models.OuterRef("pk")).order_by("-at")
        fields = {"approved_at": "at", "approved_by": "by", "approved_as_own": "own_work"}
        of_the_latest = {name: models.Subquery(latest.values(field)[:1]) for name, field in fields.items()}
        rows = self.select_related("drop", "by").annotate(**of_the_latest)
        return rows.prefetch_related(models.Prefetch("amendments", amendments))


class Correction(models.Model):
    """Other words for a post that has been sent, and why. A new attempt at the words is a new row."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="corrections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    edition = models.PositiveIntegerField()  # of the post, as it was when this was written

    objects = CorrectionQuerySet.as_manager()

    if TYPE_CHECKING:  # what whole() adds
        approved_at: datetime | None
        approved_by: int | None
        approved_as_own: bool | None

    class Meta:
        ordering = ["pk"]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.post}, corrected"

    def get_absolute_url(self) -> str:
        """Where it is written and decided about."""
        return reverse("posts:correction", args=[self.post_id])

    def is_work_of(self, person: models.Model) -> bool:
        """Whether this person wrote the correction or the post: they may not approve it, save the officer (S-60)."""
        return person.pk == self.by_id or self.post.is_work_of(person)


def _parts(text: str) -> list[tuple[str, str]]:
    """What a correction may change, each with the words at the head of the change."""
    return [(text if one.kind is FieldKind.TEXTS else name, one.heading) for name, one in correctable().items()]


class Change(models.Model):
    """One thing a correction changes: what was said before, and what is said instead."""

    TEXT = "text"  # the words on one channel
    PARTS = _parts(TEXT)

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(max_length=20, choices=PARTS)
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    before = models.TextField(blank=True)  # a moment is written in ISO 8601, in UTC
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_part_display()} on {self.channel}" if self.channel else self.get_part_display()


class Drop(models.Model):
    """A correction that came to nothing: taken back, sent back, or written again."""

    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="drop")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.correction}, dropped"


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Reads of amendments. Those of a withdrawn post have nothing left to do."""

    def unfinished(self) -> AmendmentQuerySet:
        """On their way, or waiting for a person."""
        return self.filter(post_is_there).exclude(stage__in=RESTING)

    def carried(self) -> AmendmentQuerySet:
        """Done: the channel shows the corrected words."""
        return self.filter(stage=Stage.CORRECTED)

    def waiting_for_a_person(self) -> AmendmentQuerySet:
        """Held or unconfirmed: they move only when somebody decides."""
        return self.filter(post_is_there, stage__in=[Stage.HELD, Stage.NEEDS_A_PERSON])

    def untold(self) -> AmendmentQuerySet:
        """With a problem that nobody has been written to about yet."""
        troubled = [Stage.HELD, Stage.NEEDS_A_PERSON, Stage.REFUSED]
        return self.filter(post_is_there, stage__in=troubled, told_at__isnull=True)


post_is_there = models.Q(publication__post__withdrawal__isnull=True)


class Amendment(models.Model):
    """An approved correction on its way to one channel. There can only ever be one row for the pair."""

    STAGES = [
        (Stage.WAITING, "To be corrected"),
        (Stage.CORRECTING, "Being corrected"),
        (Stage.CORRECTED, "Corrected"),
        (Stage.HELD, "Not corrected yet"),
        (Stage.NEEDS_A_PERSON, "Unconfirmed"),
        (Stage.REFUSED, "Correction refused"),
        (Stage.LEFT, "Left with the earlier words"),
    ]

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="amendments")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="amendments")
    fingerprint = models.CharField(max_length=64)  # what was approved; checked before each call
    before = models.TextField(blank=True)  # the words the channel shows
    words = models.TextField(blank=True)  # the words it is to show
    stage = models.CharField(max_length=20, choices=STAGES, default=Stage.WAITING)
    problem = models.TextField(blank=True)  # for the officer, in plain words
    corrected_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["correction", "publication"], name="one_amendment_a_channel")]

    def __str__(self) -> str:
        return f"{self.publication}, corrected"

    def get_absolute_url(self) -> str:
        """Where a person decides about it."""
        return reverse("publishing:settle_correction", args=[self.pk])

    @property
    def shown(self) -> str:
        """The words the channel shows, as far as we know."""
        return self.words if self.stage == Stage.CORRECTED else self.before
