"""Offices held by people between dates, confirmed by a second person, and looked at each quarter (S-57, S-58)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from steamie.evidence.in_force import NEUTRAL, office_title

from .persons import Person


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of who holds what."""

    def in_force(self, day: date) -> GrantQuerySet:
        """Grants that hold on a day. One that waits for its second person does not hold."""
        return self.confirmed().filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, ended_at__isnull=True)

    def open(self, day: date) -> GrantQuerySet:
        """Grants that hold, will hold, or wait for their second person."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), ended_at__isnull=True)

    def confirmed(self) -> GrantQuerySet:
        """Grants that need no second person, or have one."""
        return self.filter(Q(needs_confirmation=False) | Q(confirmation__isnull=False))

    def awaiting_confirmation(self, day: date) -> GrantQuerySet:
        """Grants that a second person has still to confirm."""
        return self.open(day).filter(needs_confirmation=True, confirmation__isnull=True)


class Grant(models.Model):
    """An office held by a person between dates (S-57, S-58)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    office = models.CharField(max_length=20, choices=[(o.value, title) for o, title in NEUTRAL.items()])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    needs_confirmation = models.BooleanField(default=False)  # asked at the grant: this office needs two people
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "office"], name="grant_by_person")]

    def __str__(self) -> str:
        return f"{self.person} as {office_title(self.office)}"

    @property
    def label(self) -> str:
        """The office in the strategy's own words."""
        return office_title(self.office)


class GrantConfirmation(models.Model):
    """The second person's yes to an office that can approve or connect."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.grant}, confirmed by {self.by}"


class Recertification(models.Model):
    """That someone looked at a grant in a quarter, and kept it or ended it (S-58)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="recertifications")
    quarter = models.CharField(max_length=7)  # "2026-Q4"
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kept = models.BooleanField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "quarter"], name="looked_at_once_a_quarter")]

    def __str__(self) -> str:
        return f"{self.grant}, {self.quarter}: {'kept' if self.kept else 'ended'}"
