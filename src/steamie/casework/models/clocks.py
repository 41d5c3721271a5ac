"""The clocks of a case, and the times a landlord promises of its own accord."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.working_days import Counting


class OwnTime(models.Model):
    """How long the landlord says a kind of case takes, from a day on. The newest that has begun holds; none is rewritten."""

    kind = models.CharField(max_length=40)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=[(unit.value, unit.value) for unit in Unit])
    since = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.rule.words}"

    @property
    def rule(self) -> ClockRule:
        """As the rules count it."""
        return ClockRule(self.amount, Unit(self.unit), SetBy.US, Counting.DAY_AFTER, "our own time", self.since)


class CaseClockQuerySet(models.QuerySet["CaseClock"]):
    """Reads of clocks."""

    def running(self) -> CaseClockQuerySet:
        """Neither met nor stopped."""
        return self.filter(met_at__isnull=True, stopped_at__isnull=True)

    def overdue(self, now: datetime) -> CaseClockQuerySet:
        """Running, and past their time."""
        return self.running().filter(due_at__lt=now)


class CaseClock(models.Model):
    """One duty of a case and when it is due, as it was worked out then: rule, source and uncounted days stay with it."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="clocks")
    duty = models.SlugField(max_length=40)  # answer, investigate, summary, …
    label = models.CharField(max_length=120)  # what is to be done, as a phrase: "answer"
    set_by = models.CharField(max_length=10, choices=[(one.value, one.value) for one in SetBy])
    source = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    reason = models.TextField()  # the rule in words, with the days not counted
    skipped = models.JSONField(default=list)  # [["2026-12-25", "Christmas Day"], …]
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # it counts no more, and was not met: withdrawn, or another clock took over
    escalated_at = models.DateTimeField(null=True)  # others were told that it is overdue
    stopped_because = models.CharField(max_length=300, blank=True)

    objects = CaseClockQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "duty"],
                condition=models.Q(met_at__isnull=True, stopped_at__isnull=True),
                name="one_running_clock_a_duty",
            )
        ]
        indexes = [models.Index(fields=["met_at", "stopped_at", "due_at"], name="clock_running")]

    def __str__(self) -> str:
        return f"{self.label} by {timezone.localtime(self.due_at):%-d %B %Y}"

    @property
    def is_running(self) -> bool:
        """Neither met nor stopped."""
        return self.met_at is None and self.stopped_at is None

    @property
    def in_time(self) -> bool | None:
        """Whether it was met in time; None while it runs or when it was stopped."""
        return self.met_at <= self.due_at if self.met_at else None
