"""A consultation: what is asked, of whom, between which days; the answers; and what was decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from steamie.portal.models import Tenancy

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

DECIDED_WITHIN = timedelta(days=60)  # after the last day: then people are told, or the clause is watched


class WhoIsAsked(models.TextChoices):
    """Who is asked."""

    EVERYONE = "everyone", "Everybody: one answer a household, and others apart without a name"
    HOUSEHOLDS = "households", "Tenants and sharing owners: one answer a household"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Reads of consultations."""

    def public(self) -> ConsultationQuerySet:
        """Those that were published, the last to close first."""
        return self.filter(published_at__isnull=False).order_by("-closes_on", "-pk")

    def closed_between(self, first: date, last: date) -> ConsultationQuerySet:
        """Published ones whose last day was one of these."""
        return self.public().filter(closes_on__gte=first, closes_on__lte=last)

    def to_decide(self, day: date) -> ConsultationQuerySet:
        """Closed ones of which nobody has been told what was decided."""
        return self.public().filter(closes_on__lt=day, decided_at__isnull=True)


class Consultation(models.Model):
    """What people are asked. Once it is published, its questions, its days and who is asked do not change."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    about = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day on which an answer is taken
    asked = models.CharField(max_length=12, choices=WhoIsAsked, default=WhoIsAsked.EVERYONE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    decided = models.TextField(blank=True)  # what was decided, and what the answers had to do with it
    decided_at = models.DateTimeField(null=True)

    objects = ConsultationQuerySet.as_manager()
    if TYPE_CHECKING:
        questions: RelatedManager[ConsultationQuestion]
        answers: ConsultationAnswerQuerySet

    class Meta:
        ordering = ["-opens_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in public."""
        return reverse("consultations:consultation", args=[self.slug])

    def is_open(self, day: date) -> bool:
        """Whether an answer is taken on a day."""
        return self.published_at is not None and self.opens_on <= day <= self.closes_on

    def is_closed(self, day: date) -> bool:
        """Whether its last day is over."""
        return day > self.closes_on

    @property
    def takes_unnamed(self) -> bool:
        """Whether somebody may answer without saying which household they are of."""
        return self.asked == WhoIsAsked.EVERYONE


class ConsultationQuestion(models.Model):
    """One question. Without choices it is answered in words."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    choices = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.words


class ConsultationAnswerQuerySet(models.QuerySet["ConsultationAnswer"]):
    """Reads of answers."""

    def counted(self) -> ConsultationAnswerQuerySet:
        """Those that count: not held back, or counted by somebody who looked."""
        return self.filter(counts=True)

    def to_look_at(self) -> ConsultationAnswerQuerySet:
        """Held back as a machine's work until a person has looked."""
        return self.filter(counts=False, looked_at__isnull=True)


class ConsultationAnswer(models.Model):
    """One answer to a consultation: of a household, or of somebody who did not say which."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="answers")
    tenancy = models.ForeignKey(Tenancy, null=True, on_delete=models.PROTECT, related_name="consultation_answers")
    on_paper = models.BooleanField(default=False)
    submission = models.CharField(max_length=64, unique=True)  # the sheet it came by: sent twice, it is one answer
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    doubt = models.CharField(max_length=120, blank=True)  # why a person looks before it counts; empty: it counts
    counts = models.BooleanField(default=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ConsultationAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "tenancy"], condition=models.Q(tenancy__isnull=False), name="one_answer_a_household"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerPart(models.Model):
    """What somebody answered to one question. Words are for staff: they are shown to nobody else."""

    answer = models.ForeignKey(ConsultationAnswer, on_delete=models.CASCADE, related_name="parts")
    question = models.ForeignKey(ConsultationQuestion, on_delete=models.PROTECT, related_name="parts")
    choice = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.choice or "words"
