"""The committee's report: a draft until it is approved, then exactly what was approved; what was decided; packs of evidence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models
from django.urls import reverse

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.rules.quarters import Span, quarter_of

STAYS_FRESH = timedelta(minutes=75)  # the clock counts each hour


class CommitteeReport(models.Model):
    """The report of one quarter: what the officer writes above the figures."""

    first = models.DateField(unique=True)  # the first day of the quarter
    lead = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-first"]

    def __str__(self) -> str:
        return f"Report for {self.span.name}"

    def get_absolute_url(self) -> str:
        """Its page on the desk."""
        return reverse("reports:report", args=[self.first])

    @property
    def span(self) -> Span:
        """Its quarter."""
        return quarter_of(self.first)

    @property
    def is_approved(self) -> bool:
        """Whether it was approved, and can no longer change."""
        return hasattr(self, "approval")


class CountedQuarterQuerySet(models.QuerySet["CountedQuarter"]):
    """Reads of what was counted."""

    def fresh(self, first: date, now: datetime) -> CountedQuarter | None:
        """What was counted of a quarter within the hour, if it was."""
        return self.filter(first=first, at__gt=now - STAYS_FRESH, at__lte=now).first()


class CountedQuarter(models.Model):
    """The figures of a quarter as the clock counted them last, so that a draft is read and not counted at each look."""

    first = models.DateField(unique=True)
    at = models.DateTimeField()
    figures = models.JSONField()

    objects = CountedQuarterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Figures of the quarter from {self.first}"


class ReportApproval(models.Model):
    """The report as it was approved: every word and number, with their fingerprint."""

    report = models.OneToOneField(CommitteeReport, on_delete=models.PROTECT, related_name="approval")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.report}, approved"


class ReportSending(models.Model):
    """The report was put in the outbox for the committee. Whether a letter arrived is with the letter."""

    report = models.ForeignKey(CommitteeReport, on_delete=models.PROTECT, related_name="sendings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    letters = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.report}, {self.letters} letters"


class AskedDecision(models.Model):
    """Something the committee is asked to decide; what it decided; and what came of it."""

    report = models.ForeignKey(CommitteeReport, on_delete=models.PROTECT, related_name="decisions")
    place = models.PositiveIntegerField()
    question = models.CharField(max_length=300)
    decided = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.question


class ReportQuestion(models.Model):
    """What somebody who read the report asked: a case, with its clock and its trail."""

    report = models.ForeignKey(CommitteeReport, on_delete=models.PROTECT, related_name="questions")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="report_question")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.report}, {self.case}"


class PackKey(models.Model):
    """The key that signs packs. Its secret half is sealed under keys that are kept outside the database."""

    public = models.CharField(max_length=64)  # Ed25519, hexadecimal
    sealed = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.public[:16]


class EvidencePack(models.Model):
    """A pack that was built: what it covers and how it stood. The file itself is kept by whoever asked for it."""

    first = models.DateField()
    last = models.DateField()
    built_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    built_at = models.DateTimeField()
    purpose = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # of its list of files
    public_key = models.CharField(max_length=64)
    records = models.JSONField()  # {paragraph: number of rows and events}
    size = models.PositiveIntegerField()  # bytes

    class Meta:
        ordering = ["-built_at", "-pk"]

    def __str__(self) -> str:
        return f"Pack of {self.first:%-d %B %Y} to {self.last:%-d %B %Y}"

    @property
    def total(self) -> int:
        """How many records there are in it."""
        return sum(self.records.values())
