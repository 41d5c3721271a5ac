"""Who left, and how soon their access was cut (S-17)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .persons import Person


class Departure(models.Model):
    """That a person left, and when their access was cut (S-17)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="departures")
    last_day = models.DateField()
    at = models.DateTimeField()  # when the access was cut
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.person} left on {self.last_day}"

    @property
    def days_late(self) -> int:
        """Whole days between the last day and the cut."""
        return max(0, (timezone.localdate(self.at) - self.last_day).days)
