"""Confirmations by the only other person, and the third person's look at them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from .persons import Person


class OnlyOtherConfirmationQuerySet(models.QuerySet["OnlyOtherConfirmation"]):
    """Reads of what was confirmed while there was nobody else."""

    def not_looked_at(self) -> OnlyOtherConfirmationQuerySet:
        """Those that no third person has looked at again."""
        return self.filter(third_look__isnull=True)

    def for_third_person(self, person: Person, settled_before: datetime) -> OnlyOtherConfirmationQuerySet:
        """Those that wait for a look by this person, who has been here since before ``settled_before`` and took no part."""
        if person.first_signed_in_at is None or person.first_signed_in_at > settled_before:
            return self.none()
        return self.not_looked_at().exclude(Q(by=person) | Q(asked_by=person)).order_by("at", "pk")


class OnlyOtherConfirmation(models.Model):
    """A second yes, given by somebody whom the first person had invited, because nobody else was there yet."""

    subject = models.CharField(max_length=80)  # as the minute book names it
    title = models.CharField(max_length=200)  # what was confirmed, for whoever looks again
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OnlyOtherConfirmationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class ThirdLook(models.Model):
    """What a third person says of it: that it is right, or what is wrong."""

    confirmation = models.OneToOneField(OnlyOtherConfirmation, on_delete=models.PROTECT, related_name="third_look")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    right = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.confirmation}: {'right' if self.right else 'not right'}"
