"""Where else our form may stand: a website that the landlord keeps beside this one, in its colours, and how often it was used."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class EmbeddingPlaceQuerySet(models.QuerySet["EmbeddingPlace"]):
    """Reads of places."""

    def in_force(self) -> EmbeddingPlaceQuerySet:
        """Those that may show our form."""
        return self.filter(ended_at__isnull=True)


class EmbeddingPlace(models.Model):
    """Another website that may show our form in a frame."""

    origin = models.CharField(max_length=200)  # https://www.example.org, as browsers write it
    paper = models.CharField(max_length=7, default="#ffffff")
    ink = models.CharField(max_length=7, default="#1d1d1d")
    button = models.CharField(max_length=7, default="#1a5244")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = EmbeddingPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["origin", "pk"]

    def __str__(self) -> str:
        return self.origin


class EmbeddingDay(models.Model):
    """How often the form was shown at a place on one day, and sent from there: numbers, and nobody's."""

    place = models.ForeignKey(EmbeddingPlace, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    shown = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="one_count_a_place_and_day")]

    def __str__(self) -> str:
        return f"{self.place}, {self.day}"
