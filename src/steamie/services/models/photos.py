"""Photos that came with a repair."""

from __future__ import annotations

from django.db import models

from steamie.files.models import Picture

from .repairs import RepairRequest


class RepairPhotoQuerySet(models.QuerySet["RepairPhoto"]):
    """Reads of photos."""

    def waiting(self) -> RepairPhotoQuerySet:
        """Sent with a repair, and neither attached to its case nor given up."""
        return self.filter(picture__isnull=True, refusal="").order_by("pk")

    def lost(self) -> RepairPhotoQuerySet:
        """Could not be kept."""
        return self.exclude(refusal="").order_by("pk")


class RepairPhoto(models.Model):
    """A photo sent with a repair: it waits for its turn, is attached to the case, or could not be kept."""

    repair = models.ForeignKey(RepairRequest, on_delete=models.PROTECT, related_name="photos")
    ticket_digest = models.CharField(max_length=64)  # of the upload it came by
    name = models.CharField(max_length=200)  # of the file, as its sender's phone called it
    picture = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(max_length=300, blank=True)  # why it could not be kept

    objects = RepairPhotoQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repair", "ticket_digest"], name="photo_sent_once")]

    def __str__(self) -> str:
        return self.name
