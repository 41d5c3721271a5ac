"""What the channel shows that our record does not: a post gone, changed, or put there by somebody else (S-11)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.channels.models import Channel

from .publications import Publication


class DifferenceQuerySet(models.QuerySet["Difference"]):
    """Reads of the differences."""

    def unexplained(self) -> DifferenceQuerySet:
        """Those nobody has looked into yet."""
        return self.filter(explanation__isnull=True)


class Difference(models.Model):
    """One thing on a channel that is not as we left it. The words seen are kept as they were."""

    GONE, CHANGED, STRANGE = "gone", "changed", "strange"
    KINDS = [
        (GONE, "Gone from the channel"),
        (CHANGED, "Changed on the channel"),
        (STRANGE, "Posted outside the desk"),
    ]

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="differences")
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=10, choices=KINDS)
    remote_id = models.CharField(max_length=120)
    url = models.URLField(blank=True, max_length=500)
    text = models.TextField(blank=True)
    noticed_at = models.DateTimeField()

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-noticed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "remote_id", "kind"], name="noticed_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.remote_id}"


class Explanation(models.Model):
    """Somebody looked into a difference, and what they found."""

    difference = models.OneToOneField(Difference, on_delete=models.PROTECT, related_name="explanation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return self.reason
