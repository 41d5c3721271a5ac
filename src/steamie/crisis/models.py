"""Holding lines, events with their thread, and the messages of a rehearsal."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum

from steamie.channels.models import Channel
from steamie.content.posts.models import Post
from steamie.rules.rehearsals import Played, RehearsalScore, score


class HoldingLineQuerySet(models.QuerySet["HoldingLine"]):
    """Reads of lines."""

    def approved(self) -> HoldingLineQuerySet:
        """Lines that may be said at once."""
        return self.filter(approved_at__isnull=False, ended_at__isnull=True)

    def waiting(self) -> HoldingLineQuerySet:
        """Lines that nobody has approved yet."""
        return self.filter(approved_at__isnull=True, ended_at__isnull=True)


class HoldingLine(models.Model):
    """Words that were approved beforehand, to be said at once when something goes wrong."""

    title = models.CharField(max_length=120)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # no longer to be said

    objects = HoldingLineQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class CrisisQuerySet(models.QuerySet["Crisis"]):
    """Reads of events."""

    def going_on(self) -> CrisisQuerySet:
        """Events that nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def real(self) -> CrisisQuerySet:
        """Events that were no rehearsal."""
        return self.filter(scenario="")

    def rehearsed(self, since: datetime) -> CrisisQuerySet:
        """Rehearsals that were ended, begun since this moment, newest first."""
        return self.exclude(scenario="").filter(ended_at__isnull=False, began_at__gte=since).order_by("-began_at")


class Crisis(models.Model):
    """One event, or one rehearsal of it (``scenario``): one thread from its beginning to its end."""

    title = models.CharField(max_length=120)
    scenario = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)  # when posts were stopped; in a rehearsal, when that was practised
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    learned = models.TextField(blank=True)
    played_on = models.ForeignKey(  # the stand-in on which a rehearsal's messages are written, so that they come into the inbox
        Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CrisisQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing of it happened."""
        return bool(self.scenario)

    @property
    def score(self) -> RehearsalScore:
        """How the rehearsal went so far. One query."""
        rows = self.messages.values_list("comes_at", "dangerous", "answered_at")
        return score(self.began_at, self.stopped_at, [Played(*row) for row in rows])

    @property
    def cost(self) -> dict[str, int]:
        """Minutes and whole pounds written down so far. One query."""
        sums = self.entries.aggregate(minutes=Sum("minutes"), pounds=Sum("pounds"))
        return {name: amount or 0 for name, amount in sums.items()}


class CrisisEntry(models.Model):
    """What somebody did or said, and what it took."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="entries")
    words = models.TextField()
    line = models.ForeignKey(HoldingLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # that was said
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # that said it in public
    minutes = models.PositiveIntegerField(default=0)
    pounds = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"entry of {self.at}"


class RehearsedMessage(models.Model):
    """A message that a rehearsal plays: invented, shown from its moment on, never sent anywhere."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="messages")
    comes_at = models.DateTimeField()
    words = models.TextField()
    dangerous = models.BooleanField()  # the truth of the scenario, shown only afterwards
    urgent = models.BooleanField()  # what our rules made of it
    remote_id = models.CharField(max_length=160, blank=True)  # where the stand-in has it; empty while it is seen here alone
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["comes_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=models.F("comes_at")), name="answered_after_it_came"
            )
        ]

    def __str__(self) -> str:
        return f"message of {self.comes_at}"
