"""Words that the landlord adds to what raises a comment. They only ever raise: nothing is lowered by them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OwnWordsQuerySet(models.QuerySet["OwnWords"]):
    """Reads of the landlord's own words."""

    def in_use(self) -> OwnWordsQuerySet:
        """Not taken out again."""
        return self.filter(ended_at__isnull=True)


class OwnWords(models.Model):
    """Words and phrases that mean one thing here, and what to do about it."""

    phrases = models.TextField(max_length=2000)  # one a line
    primary = models.CharField(max_length=20)  # what they mean: one of the kinds of triage
    to_do = models.CharField(max_length=300, blank=True)
    not_to_do = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = OwnWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "own words"

    def __str__(self) -> str:
        return f"Own words {self.pk}"

    @property
    def listed(self) -> list[str]:
        """Each phrase."""
        return [phrase for line in self.phrases.splitlines() if (phrase := " ".join(line.split()))]
