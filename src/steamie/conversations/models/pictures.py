"""Who the pictures of a quarter show, as a person ticked who looked at them. No software looks at a face."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class PictureLook(models.Model):
    """One look at the pictures of a quarter's posts: which protected characteristics somebody saw in them."""

    quarter = models.DateField(unique=True)  # its first day
    pictures = models.PositiveIntegerField()  # how many there were to look at
    shown = models.JSONField(default=list)  # codes of protected characteristics
    remark = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-quarter"]

    def __str__(self) -> str:
        return f"Pictures from {self.quarter:%B %Y}"
