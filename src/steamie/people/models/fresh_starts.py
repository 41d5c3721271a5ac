"""A lost second factor, replaced by two people (S-15)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from .persons import Person


class FreshStartQuerySet(models.QuerySet["FreshStart"]):
    """Reads of lost second factors."""

    def waiting(self, now: datetime) -> FreshStartQuerySet:
        """Asked for lately, and not yet confirmed. One that nobody confirms lapses by itself."""
        return self.unconfirmed().filter(asked_at__gt=now - FreshStart.LAPSES_AFTER).order_by("asked_at")

    def unconfirmed(self) -> FreshStartQuerySet:
        """Not confirmed by a second person, however long ago they were asked for."""
        return self.filter(confirmation__isnull=True)


class FreshStart(models.Model):
    """Somebody lost their second factor and their recovery codes; a colleague asks that they may set up a new one (S-15)."""

    LAPSES_AFTER = timedelta(days=3)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fresh_starts")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    objects = FreshStartQuerySet.as_manager()

    def __str__(self) -> str:
        return f"A new second factor for {self.person}"


class FreshStartConfirmation(models.Model):
    """The second person's yes: the old factors are gone from that moment."""

    fresh_start = models.OneToOneField(FreshStart, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.fresh_start}, confirmed by {self.by}"
