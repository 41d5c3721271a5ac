"""What the channel shows that our record does not: a post gone, changed, or put there by somebody else (S-11)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.channels.models import Channel
from steamie.content.posts.models.publications import Publication


class DifferenceQuerySet(models.QuerySet["Difference"]):
    """Reads of the differences."""

    def unexplained(self) -> DifferenceQuerySet:
        """Those nobody has looked into yet."""
        return self.filter(explanation__isnull=True)

    def standing(self) -> DifferenceQuerySet:
        """Those that were still so when last looked at."""
        return self.filter(over_at__isnull=True)


class Difference(models.Model):
    """One thing on a channel that is not as we left it. The words seen, and ours, are kept as they were."""

    GONE, CHANGED, STRANGE, FEWER, SHOWN = "gone", "changed", "strange", "fewer", "shown"
    KINDS = [
        (GONE, "Gone from the channel"),
        (CHANGED, "Changed on the channel"),
        (STRANGE, "Posted outside the desk"),
        (FEWER, "Comments gone"),
        (SHOWN, "Shown, though it was not to be"),
    ]

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="differences")
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=10, choices=KINDS)
    remote_id = models.CharField(max_length=120)
    url = models.URLField(blank=True, max_length=500)
    text = models.TextField(blank=True)  # what the channel showed
    ours = models.TextField(blank=True)  # what we had sent
    digest = models.CharField(max_length=64)  # of what was shown: the same sight is noticed once, another sight again
    made_at = models.DateTimeField()  # when the post itself was shown
    noticed_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)  # when it was first seen to be as we left it again

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-noticed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "remote_id", "kind", "digest"], condition=Q(over_at__isnull=True), name="noticed_once"
            )
        ]

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
