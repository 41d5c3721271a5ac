"""Whether a page helped, in a press and words if people like, and what we did because of what people said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from wagtail.models import Page

from steamie.casework.models import Case
from steamie.content.suggestions.models import Suggestion


class FeedbackTheme(models.Model):
    """What several people's words are about."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PageFeedbackQuerySet(models.QuerySet["PageFeedback"]):
    """Reads of feedback."""

    def counted(self) -> PageFeedbackQuerySet:
        """Without what looks like a machine's."""
        return self.filter(held_because="")

    def since(self, moment: datetime) -> PageFeedbackQuerySet:
        """Given at this moment or later."""
        return self.filter(at__gte=moment)

    def worded(self) -> PageFeedbackQuerySet:
        """With words."""
        return self.exclude(words="")

    def waiting(self) -> PageFeedbackQuerySet:
        """With words that nobody has dealt with."""
        return self.worded().filter(dealt_with_at__isnull=True)

    def by_page(self) -> list[dict[str, Any]]:
        """Each page with how many said yes and no, the most answers first."""
        yes, no = Count("pk", filter=Q(helped=True)), Count("pk", filter=Q(helped=False))
        counted = self.order_by().values("path").annotate(yes=yes, no=no, worded=Count("pk", filter=~Q(words="")))
        rows: list[dict[str, Any]] = [dict(row) for row in counted]
        return sorted(rows, key=lambda row: (-(row["yes"] + row["no"]), row["path"]))


class PageFeedback(models.Model):
    """One answer to “Did this page help?”. Nothing is kept of who gave it, unless they ask for an answer: then it is a case."""

    path = models.CharField(max_length=200)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="feedback")
    helped = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)
    worded_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="feedback")
    theme = models.ForeignKey(FeedbackTheme, null=True, on_delete=models.PROTECT, related_name="feedback")
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PageFeedbackQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "page feedback"
        indexes = [models.Index(fields=["dealt_with_at", "-at"], name="feedback_waiting", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"{self.path}: {self.verdict}"

    @property
    def verdict(self) -> str:
        """What was pressed, in words."""
        return {True: "it helped", False: "it did not help", None: "words alone"}[self.helped]


class YouSaidQuerySet(models.QuerySet["YouSaid"]):
    """Reads of what we did because of what people said."""

    def public(self) -> YouSaidQuerySet:
        """What stands on the website, the newest first."""
        return self.filter(taken_down_at__isnull=True).order_by("-published_at", "-pk")


class YouSaid(models.Model):
    """“You said, we did”: written by staff in their own words from what people said, and shown to everybody."""

    said = models.CharField(max_length=300)
    did = models.CharField(max_length=600)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True)
    taken_down_because = models.CharField(max_length=300, blank=True)
    feedback = models.ManyToManyField(PageFeedback, blank=True, related_name="led_to")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="led_to")
    suggestion = models.ForeignKey(Suggestion, null=True, on_delete=models.PROTECT, related_name="led_to")

    objects = YouSaidQuerySet.as_manager()

    def __str__(self) -> str:
        return self.said
