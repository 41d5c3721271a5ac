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

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    source = models.TextField()  # the TOML file, byte for byte
    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60)

    class Meta:
        get_latest_by = "loaded_at"

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


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
