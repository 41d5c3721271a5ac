"""What is counted at the door."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """A count kept for a while (``people.tallies``), under the keyed hash of its name. It is no part of the record."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"until {self.until}"
