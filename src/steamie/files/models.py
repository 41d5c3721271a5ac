"""Pictures: re-encoded on arrival; the original is never kept."""

from __future__ import annotations

from django.db import models


class Picture(models.Model):
    """An image as we re-encoded it: no position, no camera data, a random name."""

    file = models.ImageField(upload_to="pictures/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)  # SHA-256 of the stored bytes
    shows_people = models.BooleanField(default=False)
    consent = models.BooleanField(default=False)  # the sender ticked that everyone shown agreed
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file.name
