"""Approval lent while the officer is away (S-60)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from .persons import Person


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Reads of who stands in for whom."""

    def in_force(self, day: date) -> DelegationQuerySet:
        """Delegations that hold on a day."""
        return self.filter(since__lte=day, until__gte=day, ended_at__isnull=True)

    def open(self, day: date) -> DelegationQuerySet:
        """Delegations that hold or will hold."""
        return self.filter(until__gte=day, ended_at__isnull=True)


class Delegation(models.Model):
    """Approval lent to a colleague between dates, while the officer is away (S-60)."""

    lent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_lent")
    lent_to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_held")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="delegation_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.lent_to} for {self.lent_by}, {self.since} to {self.until}"
