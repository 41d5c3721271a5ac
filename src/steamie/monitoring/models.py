"""Readings: what a measure was on a day, by which definition, from which source (S-55, S-56)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from steamie.channels.models import Channel
from steamie.content.models import Publication


class Reading(models.Model):
    """One value of one measure on one day. ``value`` is null when the source did not give it: missing is not zero."""

    measure = models.CharField(max_length=40)  # likes, shares, comments, followers, visits
    day = models.DateField()
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="readings")
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="readings")
    value = models.IntegerField(null=True, blank=True)
    definition = models.CharField(max_length=200)
    source = models.CharField(max_length=60)  # "Facebook", "our website", "entered by hand", with "stand-in" said aloud
    problem = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "day", "publication"],
                condition=Q(publication__isnull=False),
                name="one_reading_a_post_a_day",
            ),
            models.UniqueConstraint(
                fields=["measure", "day", "channel"],
                condition=Q(publication__isnull=True),
                name="one_reading_a_channel_a_day",
            ),
        ]
        indexes = [models.Index(fields=["publication", "measure", "-day"], name="reading_by_publication")]

    def __str__(self) -> str:
        return f"{self.measure} on {self.day}: {self.value}"
