"""Equality checks: questions answered with a reason each, and impact assessments with a day to look again (S-06)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models


class EqualityAnswer(models.TextChoices):
    """What somebody answered."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"


class AboutSubject(models.Model):
    """What both records share: what they are about, by the ``kind`` and ``key`` of its ``ScreenedSubject``; who, and when."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)  # as it was called then
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class EqualityCheck(AboutSubject):
    """One check of one thing. A newer one takes its place; all stay on record."""

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "-at"], name="check_of_a_subject")]

    @property
    def needs_assessment(self) -> bool:
        """Whether an answer asked for an impact assessment."""
        return any(row.asks_for_assessment for row in self.answers.all())


class CheckAnswer(models.Model):
    """The answer to one question, in the words in which it was asked, with the reason."""

    check_row = models.ForeignKey(EqualityCheck, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=300)
    answer = models.CharField(max_length=8, choices=EqualityAnswer.choices)
    reason = models.CharField(max_length=1000)
    asks_for_assessment = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.question} {self.get_answer_display()}: {self.reason}"


class ImpactAssessment(AboutSubject):
    """What was looked into, what is done about it, and when it is looked at again. A newer one takes its place."""

    findings = models.TextField(max_length=4000)
    measures = models.TextField(max_length=4000)
    review_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "-at"], name="assessment_of_a_subject")]

    def is_due(self, day: date) -> bool:
        """Whether it should have been looked at again by now."""
        return self.review_on <= day
