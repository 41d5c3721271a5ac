"""A qualifying repair of the Right to Repair scheme: its clock, the days nobody let us in, and a second contractor."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.casework.models import Case, CaseClock


class QualifyingRepair(models.Model):
    """A repair whose time the law sets. ``clock`` is the one that counts: after a pause it is a new one."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="qualifying")
    item = models.SlugField(max_length=40)  # a code of ``right_to_repair.toml``
    clock = models.ForeignKey(CaseClock, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    above_cap = models.BooleanField(default=False)  # it costs more than the scheme covers
    second_contractor = models.CharField(max_length=160, blank=True)
    second_called_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.item} {self.case.reference}"


class AccessPause(models.Model):
    """Days on which nobody could let us in: they do not count."""

    repair = models.ForeignKey(QualifyingRepair, on_delete=models.PROTECT, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)  # the last such day; None while it lasts
    words = models.CharField(max_length=300)
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.repair_id}: {self.since}"
