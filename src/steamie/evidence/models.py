"""The minute book: events that are only ever added, each bound to the one before it (S-32)."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened. Rows are never altered or deleted; the database itself refuses."""

    number = models.PositiveBigIntegerField(unique=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=60)  # a reference such as "person:7"; never a name
    office = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=40)
    clause = models.CharField(max_length=20, blank=True)  # empty when the strategy in force does not ask for it
    subject = models.CharField(max_length=80)  # a reference such as "posts.post:12"
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["clause", "number"], name="event_by_clause"),
            models.Index(fields=["subject", "number"], name="event_by_subject"),
            models.Index(fields=["verb", "at"], name="event_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.actor} {self.verb} {self.subject}"
