"""What a repair holds besides its case."""

from __future__ import annotations

from django.db import models

from steamie.casework.models import Case


class Verdict(models.TextChoices):
    """What the resident says when asked once whether it was fixed."""

    YES = "yes", "Yes, it is fixed"
    PARTLY = "partly", "Partly, or it came back"
    NO = "no", "No"


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
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["shared", "problem"], name="repair_shared")]

    def __str__(self) -> str:
        return f"{self.problem}, {self.place}"
