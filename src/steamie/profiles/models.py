"""Training about own profiles, and what was reported about them. No profile, address or post of anybody is held."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models


class ProfileTrainingQuerySet(models.QuerySet["ProfileTraining"]):
    """Reads of training."""

    def since(self, day: date) -> ProfileTrainingQuerySet:
        """Training on this day or later."""
        return self.filter(on__gte=day)


class ProfileTraining(models.Model):
    """One person was shown, on a day, how to keep their own profile apart from us."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ProfileTrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="one_training_a_day")]

    def __str__(self) -> str:
        return f"training on {self.on}"


class ProfileReportQuerySet(models.QuerySet["ProfileReport"]):
    """Reads of reports."""

    def waiting(self) -> ProfileReportQuerySet:
        """Reports that nobody has answered."""
        return self.filter(answered_at__isnull=True)


class ProfileReport(models.Model):
    """Somebody reported that a personal profile seemed to speak for us; answered once, by the register or by a reason."""

    happened_on = models.DateField()
    what = models.TextField()  # in general words: nobody is named, and no profile is linked
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    incident = models.ForeignKey("strategy.Incident", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)  # what was done, or why it is no incident
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProfileReportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"report of {self.happened_on}"
