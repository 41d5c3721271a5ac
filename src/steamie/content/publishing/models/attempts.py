"""Each attempt at a publication, what a person settled, and the stop that holds everything."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.content.posts.models import Publication


class Attempt(models.Model):
    """One call to a channel: written before the call, answered after it."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="attempts")
    verb = models.CharField(max_length=20)  # create, publish, withdraw, find, sweep, edit, reread; "settle…": a person's answer
    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)  # done, refused, unknown, throttled, disconnected
    problem = models.TextField(blank=True)  # for the officer
    detail = models.TextField(blank=True)  # for the record
    wait_until = models.DateTimeField(null=True, blank=True)  # when the channel asked us to wait
    remote_id = models.CharField(max_length=120, blank=True)
    shown = models.BooleanField(null=True)  # whether what was made or found could be seen by anyone

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.publication}"


class Settlement(models.Model):
    """A person looked at the channel, or chose to send a held post, and said so."""

    VERDICTS = [
        ("there", "It is there"),
        ("not_there", "It is not there; send it"),
        ("send", "Send it now"),
        ("later", "Send it later"),
        ("down", "It has been taken down"),
        ("new", "It shows the new words"),
        ("old", "It shows the earlier words; correct it"),
        ("again", "Correct it now"),
        ("leave", "Leave the earlier words"),
    ]

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="settlements")
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    address = models.URLField(blank=True, max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.publication}: {self.get_verdict_display()}"


class StopQuerySet(models.QuerySet["Stop"]):
    """Reads of stops."""

    def in_force(self) -> StopQuerySet:
        """Stops nobody has lifted."""
        return self.filter(resumption__isnull=True)

    def holding(self, due_at: datetime) -> StopQuerySet:
        """Stops in force now, or lifted only after this moment: what fell due meanwhile does not go by itself."""
        return self.filter(Q(resumption__isnull=True) | Q(resumption__at__gt=due_at))


class Stop(models.Model):
    """Everything is stopped, and why. It takes effect before the next call; nothing resumes by itself."""

    by = models.ForeignKey(  # null: the installation itself, which noticed that its database was put back from a copy
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    reason = models.TextField()

    objects = StopQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Stopped: {self.reason}"


class Resumption(models.Model):
    """A stop, lifted by a person, with a reason."""

    stop = models.OneToOneField(Stop, on_delete=models.PROTECT, related_name="resumption")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"Resumed: {self.reason}"
