"""Pictures: re-encoded on arrival; the original is never kept."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from .pictures.losses import sentences


class Picture(models.Model):
    """An image as we re-encoded it: no position, no camera data, a random name."""

    file = models.ImageField(upload_to="pictures/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)  # SHA-256 of the stored bytes
    shows_people = models.BooleanField(default=False)
    consent = models.BooleanField(default=False)  # the sender ticked that everyone shown agreed
    losses = models.JSONField(default=list, blank=True)  # names of what of the original is not in it
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.file.name)

    @property
    def sentences(self) -> list[str]:
        """What could not be kept, for whoever sent it."""
        return sentences(self.losses)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Reads of uploads."""

    def waiting(self) -> UploadQuerySet:
        """Not looked at yet, the longest waiting first."""
        return self.filter(looked_at__isnull=True).order_by("added_at", "pk")

    def older_than(self, moment: datetime) -> UploadQuerySet:
        """Sent before this moment; the form they belong to is not coming back."""
        return self.filter(added_at__lt=moment)


class Upload(models.Model):
    """A picture between its sender's form and the record: waiting for its turn to be looked at, or looked at while the rest of
    the form is put right. The form holds the ticket."""

    ticket_digest = models.CharField(max_length=64, unique=True)  # SHA-256; the ticket itself stands in the sender's form only
    name = models.CharField(max_length=200)
    content = models.BinaryField()  # as it was sent, then as we drew it; empty once refused
    refusal = models.TextField(blank=True)
    losses = models.JSONField(default=list, blank=True)
    added_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
