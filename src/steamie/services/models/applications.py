"""The landlord's list of applications for a home, as it was last brought in, and referrals to others who help."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from steamie.casework.models import Case


class ApplicationSheet(models.Model):
    """A file that somebody sent, until it becomes the list or a day has passed: it holds what the landlord's system wrote."""

    name = models.CharField(max_length=200)
    reading = models.JSONField()  # its cells, as ``files.sheets`` read them
    columns = models.JSONField(default=dict)  # which of its columns is which of ours, by place
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ApplicationListQuerySet(models.QuerySet["ApplicationList"]):
    """Reads of lists."""

    def in_force(self) -> ApplicationList | None:
        """The newest; None before one was brought in."""
        return self.order_by("-pk").first()


class ApplicationList(models.Model):
    """One list that was brought in. The newest answers; of those before only this line stays."""

    as_of = models.DateField()  # the day the landlord's system wrote it
    brought_in_at = models.DateTimeField()
    brought_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    headings = models.CharField(max_length=64)  # a digest of the sheet's headings, to know the next one by
    columns = models.JSONField(default=dict)

    objects = ApplicationListQuerySet.as_manager()

    def __str__(self) -> str:
        return f"the list of {self.as_of.day} {self.as_of:%B %Y}"

    def days_old(self, now: datetime) -> int:
        """How many days ago the landlord's system wrote it."""
        return (timezone.localdate(now) - self.as_of).days


class HousingApplication(models.Model):
    """Where one application stands. The second facts are kept as digests only: they can be compared, and not read."""

    sought = models.CharField(max_length=40, unique=True)  # its reference as it is compared
    standing = models.CharField(max_length=160)
    group = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=40, blank=True)
    applied = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"application {self.pk}"


class ApplicationLooks(models.Model):
    """How often people asked on one day where their application stands: only numbers."""

    day = models.DateField(unique=True)
    answered = models.PositiveIntegerField(default=0)
    not_found = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.answered}"


class ReferralOutcome(models.TextChoices):
    """What became of a referral."""

    HELPED = "helped", "They helped"
    NOT_TAKEN = "not taken", "They could not take it"
    NO_REPLY = "no reply", "No answer came"
    NOT_WANTED = "not wanted", "It was not wanted any more"


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Reads of referrals."""

    def silent_since(self, moment: datetime) -> ReferralQuerySet:
        """Made before a moment, and nobody has written down what became of it."""
        return self.filter(outcome="", at__lt=moment)


class Referral(models.Model):
    """Somebody was passed on to others who help, with their yes, and what became of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    to = models.CharField(max_length=160)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=ReferralOutcome, blank=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_words = models.CharField(max_length=300, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"to {self.to}"
