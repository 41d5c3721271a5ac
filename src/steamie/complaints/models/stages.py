"""The stages of a complaint: when each was asked for, by when it is answered, and how it was."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from steamie.casework.models import CaseClock, TrailEntry
from steamie.rules.regimes.complaints import RegimeStage, StageOutcome, days_between

from .complaints import Complaint

OUTCOMES = [
    (StageOutcome.RESOLVED.value, "Resolved"),
    (StageOutcome.UPHELD.value, "Upheld"),
    (StageOutcome.PARTLY.value, "Partly upheld"),
    (StageOutcome.NOT_UPHELD.value, "Not upheld"),
]


class ComplaintStageQuerySet(models.QuerySet["ComplaintStage"]):
    """Reads of stages."""

    def of_counted(self) -> ComplaintStageQuerySet:
        """Of complaints that are counted."""
        return self.filter(complaint__in=Complaint.objects.counted())

    def whole(self) -> ComplaintStageQuerySet:
        """With what a page shows of each."""
        rows = self.select_related("clock", "acknowledgement", "closed_by", "answer__letter")
        return rows.prefetch_related("longer__approver", "longer__letter", "suspensions")

    def open(self) -> ComplaintStageQuerySet:
        """Neither answered nor left."""
        return self.filter(closed_at__isnull=True, left_at__isnull=True)

    def closed_between(self, since: datetime, until: datetime) -> ComplaintStageQuerySet:
        """Answered in full between two moments."""
        return self.filter(closed_at__gte=since, closed_at__lt=until)

    def overdue(self, now: datetime) -> ComplaintStageQuerySet:
        """Open, and past the day that was set or agreed."""
        return self.open().filter(clock__due_at__lt=now, clock__stopped_at__isnull=True)


class ComplaintStage(models.Model):
    """One stage. ``direct``: the complaint began here; otherwise it came from the stage before."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="stages")
    code = models.SlugField(max_length=20)
    direct = models.BooleanField()
    asked_at = models.DateTimeField()  # its days count from here
    why = models.TextField(blank=True)  # what they were not content with, or why it begins here
    clock = models.ForeignKey(CaseClock, null=True, on_delete=models.PROTECT, related_name="+")  # None: not begun to count
    acknowledgement = models.ForeignKey(CaseClock, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    set_due_at = models.DateTimeField(null=True)  # by the procedure alone, before anything longer was agreed
    draft = models.TextField(blank=True)  # the answer while it is being written
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    closed_at = models.DateTimeField(null=True)  # answered in full
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(TrailEntry, null=True, on_delete=models.PROTECT, related_name="+")
    days_taken = models.PositiveSmallIntegerField(null=True)  # working days, as the procedure counts them
    reminded_at = models.DateTimeField(null=True)  # its people were told that its day is near
    left_at = models.DateTimeField(null=True)  # it ended without an answer: withdrawn, or it was no complaint

    objects = ComplaintStageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["complaint", "code"], name="each_stage_once")]
        indexes = [models.Index(fields=["closed_at", "code"], name="stage_closed")]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.rule.label.lower()}"

    @property
    def rule(self) -> RegimeStage:
        """What the procedure says of it."""
        return self.complaint.procedure.stage(self.code)

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.closed_at is None and self.left_at is None

    @property
    def suspended(self) -> StageSuspension | None:
        """The suspension that lasts now."""
        return next((one for one in self.suspensions.all() if one.until is None), None)

    @property
    def in_set_time(self) -> bool | None:
        """Whether it was answered in the procedure's own time, without anything longer; None while it is open."""
        return self.closed_at <= self.set_due_at if self.closed_at and self.set_due_at else None

    @property
    def days_allowed(self) -> int:
        """Working days for its answer: the procedure's, and what was agreed beyond."""
        return self.rule.answer + max((one.days for one in self.longer.all() if one.agreed), default=0)

    @property
    def wish_for_longer(self) -> StageExtension | None:
        """Longer that was asked for and is not decided."""
        return next((one for one in self.longer.all() if one.agreed is None), None)

    def not_counted(self, today: date) -> dict[date, str]:
        """The days on which its clock stood still."""
        spans = [(row.since, row.until or today) for row in self.suspensions.all()]
        return days_between(spans, "the clock stood still")


class StageExtensionQuerySet(models.QuerySet["StageExtension"]):
    """Reads of longer that was asked for."""

    def undecided(self) -> StageExtensionQuerySet:
        """Waiting for whoever was asked, while the stage is open."""
        return self.filter(agreed__isnull=True, stage__closed_at__isnull=True, stage__left_at__isnull=True)

    def untold(self) -> StageExtensionQuerySet:
        """Agreed, and nobody has told whoever complained, while the stage is open."""
        return self.filter(agreed=True, letter__isnull=True, stage__closed_at__isnull=True, stage__left_at__isnull=True)


class StageExtension(models.Model):
    """Somebody asked for longer, and somebody else agreed or did not. The person who complained is told why."""

    stage = models.ForeignKey(ComplaintStage, on_delete=models.PROTECT, related_name="longer")
    days = models.PositiveSmallIntegerField()  # working days beyond the time of the stage, all earlier ones included
    due_at = models.DateTimeField()  # the day it came to when it was asked
    reason = models.CharField(max_length=500)  # they read it
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField(null=True)  # None: not decided
    decided_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=300, blank=True)  # why not
    letter = models.ForeignKey(TrailEntry, null=True, on_delete=models.PROTECT, related_name="+")  # how they were told

    objects = StageExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage"], condition=models.Q(agreed__isnull=True), name="one_wish_for_longer"),
            models.CheckConstraint(condition=~models.Q(approver=models.F("asked_by")), name="longer_takes_two"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} until {timezone.localtime(self.due_at):%-d %B %Y}"


class StageSuspension(models.Model):
    """The clock of a stage stood still, first and last day included: mediation, say, or a strike."""

    stage = models.ForeignKey(ComplaintStage, on_delete=models.PROTECT, related_name="suspensions")
    since = models.DateField()
    until = models.DateField(null=True)  # the last day
    why = models.CharField(max_length=300)
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage"], condition=models.Q(until__isnull=True), name="one_suspension_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.stage} from {self.since}"
