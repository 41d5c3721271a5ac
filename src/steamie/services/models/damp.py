"""The matter of damp of a case: when we became aware, what was done of each duty, what was written, and whether it came back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.casework.models import Case, CaseClock, TrailEntry
from steamie.casework.models.cases import WAYS
from steamie.rules.regimes.damp import Regime, regimes


class Cause(models.TextChoices):
    """The root cause, as the regulator's return asks for it."""

    CONDENSATION = "condensation", "Condensation"
    STRUCTURAL = "structural", "The building: a leak, a gutter, rising damp"
    OTHER = "other", "Something else"
    NONE = "none", "There was no damp or mould"


class DampMatterQuerySet(models.QuerySet["DampMatter"]):
    """Reads of matters of damp."""

    def counted(self) -> DampMatterQuerySet:
        """Without trials of the form and what is held back as a machine's."""
        return self.filter(case__is_test=False, case__held_because="")

    def since(self, moment: datetime) -> DampMatterQuerySet:
        """Of which we became aware from a moment on."""
        return self.filter(aware_at__gte=moment)

    def finished(self) -> DampMatterQuerySet:
        """Whose every duty is done."""
        return self.filter(finished_at__isnull=False)

    def to_ask_about(self, finished_before: datetime) -> DampMatterQuerySet:
        """Finished long enough ago, and nobody has asked yet whether it came back."""
        unasked = self.finished().filter(asked_at__isnull=True, came_back__isnull=True, later=None)
        return unasked.filter(finished_at__lt=finished_before)


class DampMatter(models.Model):
    """Damp or mould in a home, from the moment we became aware of it. One that came back is a matter of its own."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="damp_matters")
    nation = models.CharField(max_length=20)  # whose law holds: a key of ``rules.regimes.damp.regimes``
    aware_at = models.DateTimeField()  # clocks count from here, whenever it was written down
    way = models.CharField(max_length=10, choices=WAYS)  # how we became aware
    written_down_at = models.DateTimeField()
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    earlier = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="later")  # what came back
    size = models.CharField(max_length=20, blank=True)  # as the form asks it
    at_risk = models.JSONField(default=list)  # codes of the boxes that were ticked
    cause = models.CharField(max_length=20, choices=Cause, blank=True)
    finished_at = models.DateTimeField(null=True)  # the last duty was done
    asked_at = models.DateTimeField(null=True)  # whether it came back
    came_back = models.BooleanField(null=True)  # None: nobody has said

    objects = DampMatterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["aware_at"], name="damp_aware")]

    def __str__(self) -> str:
        return f"Damp {self.case.reference}"

    @property
    def regime(self) -> Regime:
        """The law it stands under."""
        return regimes()[self.nation]


class DampDuty(models.Model):
    """One duty that has begun to count: its clock, and what was written down when it was done."""

    matter = models.ForeignKey(DampMatter, on_delete=models.PROTECT, related_name="duties")
    code = models.SlugField(max_length=40)
    clock = models.OneToOneField(CaseClock, on_delete=models.PROTECT, related_name="damp_duty")
    done_at = models.DateTimeField(null=True)
    written_down_at = models.DateTimeField(null=True)
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)  # what was done

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "damp duties"
        constraints = [models.UniqueConstraint(fields=["matter", "code"], name="damp_duty_once")]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.code}"


class Investigation(models.Model):
    """Who looked at the home, what makes them fit to, how they looked and what they found."""

    matter = models.OneToOneField(DampMatter, on_delete=models.PROTECT, related_name="investigation")
    looked_by = models.CharField(max_length=160)
    competence = models.CharField(max_length=300)
    visited = models.BooleanField()  # in the home; else ``remote_because`` says why not
    remote_because = models.CharField(max_length=300, blank=True)
    findings = models.TextField()
    damp_free = models.BooleanField()  # substantially free from damp and mould
    work_needed = models.BooleanField()  # without it nothing has to start, and the summary says why

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(visited=True) | ~Q(remote_because=""), name="remote_with_a_reason")]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.looked_by}"


class AccessAttempt(models.Model):
    """Somebody went and could not get in."""

    matter = models.ForeignKey(DampMatter, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    words = models.CharField(max_length=300)
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.at:%Y-%m-%d}"


class DampSummary(models.Model):
    """The written summary: a draft until every part stands, then what the tenant was sent."""

    matter = models.OneToOneField(DampMatter, on_delete=models.PROTECT, related_name="summary")
    parts = models.JSONField(default=dict)  # by the names of ``SUMMARY_PARTS``
    layout = models.CharField(max_length=200, blank=True)  # the tenant's format: large print, a language
    sent_to = models.CharField(max_length=200, blank=True)  # whoever speaks for the tenant; empty: the tenant
    entry = models.ForeignKey(TrailEntry, null=True, on_delete=models.PROTECT, related_name="+")  # None: a draft

    def __str__(self) -> str:
        return f"{self.matter_id}: summary"


class DelayNotice(models.Model):
    """The tenant was told that a duty will be late, why, until when, and what is done meanwhile."""

    matter = models.ForeignKey(DampMatter, on_delete=models.PROTECT, related_name="notices")
    duty = models.SlugField(max_length=40)
    reason = models.SlugField(max_length=40)  # a code of the regime's list
    words = models.TextField()
    meanwhile = models.TextField()
    new_date = models.DateField()
    at = models.DateTimeField()  # when the tenant was told
    entry = models.ForeignKey(TrailEntry, on_delete=models.PROTECT, related_name="+")  # how they were told

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.duty} until {self.new_date}"


class LatePayment(models.Model):
    """Money that was paid because duties were late."""

    matter = models.ForeignKey(DampMatter, on_delete=models.PROTECT, related_name="paid")
    pounds = models.PositiveSmallIntegerField()
    on = models.DateField()
    written_down_at = models.DateTimeField()
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.matter_id}: £{self.pounds}"
