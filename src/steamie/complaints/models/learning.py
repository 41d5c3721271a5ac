"""What was learnt from a complaint: why it happened, what changes and by when; and what of it is told in public."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from .complaints import Complaint


class ComplaintLearningQuerySet(models.QuerySet["ComplaintLearning"]):
    """Reads of what was learnt."""

    def published(self) -> ComplaintLearningQuerySet:
        """What stands in public, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def due(self, day: date) -> ComplaintLearningQuerySet:
        """What should have been changed by now and is not."""
        return self.filter(change_by__lt=day, changed_on__isnull=True)


class ComplaintLearning(models.Model):
    """Of one complaint, as far as its last answer. A stage cannot be closed without it."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="learning")
    cause = models.TextField(blank=True)  # the cause, not the person
    change = models.TextField(blank=True)  # what we change; "Nothing" is an answer, and needs no day
    change_by = models.DateField(null=True)
    changed_on = models.DateField(null=True)
    public_words = models.TextField(blank=True)  # of nobody: what the website and the committee read
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ComplaintLearningQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.complaint}: learning"
