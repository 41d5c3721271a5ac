"""Recordings: what was read aloud, once for the same words."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class RecordingQuerySet(models.QuerySet["Recording"]):
    """Reads of recordings."""

    def waiting(self) -> RecordingQuerySet:
        """Asked for, too long to be made while somebody waits, and not tried in vain; the oldest first."""
        return self.filter(made_at__isnull=True, problem="").order_by("asked_at", "pk")

    def made(self) -> RecordingQuerySet:
        """There to be listened to, the newest first."""
        return self.filter(made_at__isnull=False).order_by("-made_at", "-pk")

    def unheard_since(self, moment: datetime) -> RecordingQuerySet:
        """Nobody asked for them since a moment: they can be made again when somebody does."""
        return self.filter(asked_at__lt=moment)


class Recording(models.Model):
    """The words of one page, report or draft read aloud. The sound is a file named by its key, outside of the database."""

    key = models.CharField(max_length=64, unique=True)  # of the words, the voice and the way they are read
    path = models.CharField(max_length=300, db_index=True)  # where they were read when it was first asked for
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=20)
    words = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)
    size = models.PositiveIntegerField(null=True)  # bytes
    asked_at = models.DateTimeField()  # last
    made_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)  # why it could not be made

    objects = RecordingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.title}, read aloud"

    @property
    def length(self) -> str:
        """``2 minutes 10``, as people say how long something lasts."""
        minutes, seconds = divmod(round(self.seconds or 0), 60)
        if not minutes:
            return f"{seconds} seconds"
        return f"{minutes} minute{'' if minutes == 1 else 's'}{f' {seconds:02}' if seconds else ''}"

    @property
    def megabytes(self) -> str:
        """``1.0 MB``."""
        return f"{max((self.size or 0) / 1_000_000, 0.1):.1f} MB"
