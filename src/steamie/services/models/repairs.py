"""What a repair holds besides its case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome


class Verdict(models.TextChoices):
    """What the resident says when asked once whether it was fixed."""

    YES = "yes", "Yes, it is fixed"
    PARTLY = "partly", "Partly, or it came back"
    NO = "no", "No"


class RepairRequestQuerySet(models.QuerySet["RepairRequest"]):
    """Reads of repairs."""

    def to_ask_about(self, now: datetime, after: timedelta) -> RepairRequestQuerySet:
        """Done so long ago that its resident can tell whether it was fixed, and not asked about yet; no trial of the form."""
        done = self.filter(asked_at__isnull=True, case__ended_at__lte=now - after, case__is_test=False)
        return done.filter(
            case__endings__outcome__in=[Outcome.DONE, Outcome.ANSWERED], case__endings__reopened_at__isnull=True
        ).distinct()

    def asked(self) -> RepairRequestQuerySet:
        """Asked about, or answered without being asked."""
        return self.filter(models.Q(asked_at__isnull=False) | ~models.Q(verdict=""), case__is_test=False)


class RepairRequest(models.Model):
    """A repair somebody asked for: where, what, what makes it urgent, and when we can come."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="repair")
    place = models.CharField(max_length=20)
    problem = models.CharField(max_length=20)
    shared = models.BooleanField(default=False)
    urgent_because = models.JSONField(default=list)  # codes of the boxes that were ticked
    visits = models.JSONField(default=list)  # when we can come, as it was ticked
    at_the_door = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True)  # whether it was fixed is asked once
    answered_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)

    objects = RepairRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["shared", "problem"], name="repair_shared")]

    def __str__(self) -> str:
        return f"{self.problem}, {self.place}"
