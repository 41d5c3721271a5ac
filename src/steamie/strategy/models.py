"""The Association, the editions of its strategy, and how each clause stands."""

from __future__ import annotations

from django.db import models

from steamie.rules.standing import State


class Association(models.Model):
    """The landlord itself. There is exactly one row (S-07)."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    address = models.TextField()
    telephone = models.CharField(max_length=30)
    email = models.EmailField()
    website = models.URLField(blank=True)
    regulator_number = models.CharField(max_length=30, blank=True)
    charity_number = models.CharField(max_length=30, blank=True)
    fca_number = models.CharField(max_length=30, blank=True)
    factor_number = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One version of the strategy document, whole, as it was loaded (S-01)."""

    number = models.PositiveIntegerField(unique=True)  # 1, 2, 3 …
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    source = models.TextField()  # the TOML file, byte for byte
    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60)

    class Meta:
        get_latest_by = "number"

    def __str__(self) -> str:
        return f"{self.code} {self.title}, edition {self.number}"


class Implementation(models.Model):
    """The day the strategy was put into use, from which its first review is timed (S-80). The newest row holds."""

    on = models.DateField()
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        get_latest_by = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"In use from {self.on}"


class StrategyReview(models.Model):
    """A review the Management Committee held, with its minute (S-80, S-81)."""

    held_on = models.DateField()
    minute_reference = models.CharField(max_length=80)
    outcome = models.TextField(blank=True)  # what was decided, in a sentence or two
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="reviews")
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        get_latest_by = ["held_on", "pk"]
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"Review of {self.held_on}, minute {self.minute_reference}"


class Escalation(models.Model):
    """An overdue review brought to the committee: once for each date it was due (S-80)."""

    due = models.DateField(unique=True)
    at = models.DateTimeField()
    letters = models.PositiveIntegerField()  # how many committee members were written to

    def __str__(self) -> str:
        return f"Review due {self.due} brought to the committee"


class ClauseStanding(models.Model):
    """How one clause stood when last measured; the board and the first page read this, not the controls."""

    clause = models.CharField(max_length=10, unique=True)
    state = models.CharField(max_length=20, choices=[(s.value, s.label) for s in State])
    figure = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    measured_at = models.DateTimeField()
    since = models.DateTimeField()  # when it last changed state

    def __str__(self) -> str:
        return f"{self.clause}: {self.state}"
