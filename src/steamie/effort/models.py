"""Hours and money spent on social media, and what each quarter's plan allows (S-13)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q


class EffortTask(models.TextChoices):
    """What the time went into."""

    WRITE = "write", "Planning and writing posts"
    ANSWER = "answer", "Reading and answering people"
    MEASURE = "measure", "Figures and reports"
    REPUTATION = "reputation", "Something that went wrong"
    LEARN = "learn", "Training and advice"
    OTHER = "other", "Something else"


class WayIn(models.TextChoices):
    """The way in that time went into, where it was one; a comment or message under our posts is one way."""

    WEB = "web", "Website"
    EMAIL = "e-mail", "E-mail"
    PHONE = "phone", "Phone"
    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit"
    SOCIAL = "social", "Comments and messages"


class EffortPlan(models.Model):
    """The hours and money planned for a quarter. A later plan for the same quarter takes the place of an earlier one."""

    first = models.DateField()  # of the quarter
    minutes = models.PositiveIntegerField()
    pence = models.PositiveIntegerField()
    hour_pence = models.PositiveIntegerField(null=True, blank=True)  # what an hour of work costs; None: nobody has said
    reason = models.CharField(max_length=300, blank=True)  # where it was agreed
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["first", "-at"], name="plan_of_a_quarter")]

    def __str__(self) -> str:
        return f"Plan for the quarter from {self.first}"


class EffortEntryQuerySet(models.QuerySet["EffortEntry"]):
    """Reads of what was entered."""

    def standing(self) -> EffortEntryQuerySet:
        """Those not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def between(self, first: date, last: date) -> EffortEntryQuerySet:
        """Those of these days, both included."""
        return self.filter(day__gte=first, day__lte=last)


class EffortEntry(models.Model):
    """Time, money or both, spent on one day."""

    day = models.DateField()
    task = models.CharField(max_length=10, choices=EffortTask.choices)
    way = models.CharField(max_length=10, choices=WayIn.choices, blank=True)  # empty: no way in particular
    minutes = models.PositiveIntegerField(default=0)
    pence = models.PositiveIntegerField(default=0)
    bought = models.CharField(max_length=200, blank=True)  # what the money was for
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EffortEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0) | Q(pence__gt=0), name="some_time_or_some_money"),
            models.CheckConstraint(condition=Q(pence=0) | ~Q(bought=""), name="money_says_what_for"),
        ]
        indexes = [models.Index(fields=["day"], name="effort_by_day")]

    def __str__(self) -> str:
        return f"{self.get_task_display()}, {self.day}"
