"""House rules, what was hidden under one of them, and who was banned: each with a second person."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from .threads import Message


class HouseRuleQuerySet(models.QuerySet["HouseRule"]):
    """Reads of house rules."""

    def in_force(self) -> HouseRuleQuerySet:
        """Published, and not withdrawn."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)


class HouseRule(models.Model):
    """What may not be written under our posts. In force from the day it is published; none forbids an opinion."""

    title = models.CharField(max_length=80)
    words = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = HouseRuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class HideQuerySet(models.QuerySet["Hide"]):
    """Reads of what was hidden."""

    def standing(self) -> HideQuerySet:
        """Not undone."""
        return self.filter(undone_at__isnull=True)

    def to_review(self) -> HideQuerySet:
        """Waiting for a second person's look."""
        return self.standing().filter(reviewed_at__isnull=True)

    def between(self, since: datetime, until: datetime) -> HideQuerySet:
        """Hidden in a time, whether undone since or not."""
        return self.filter(at__gte=since, at__lt=until)


class Hide(models.Model):
    """One comment hidden: the words that broke which published rule, who did it, and what the second person said."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="hides")
    rule = models.ForeignKey(HouseRule, on_delete=models.PROTECT, related_name="hides")
    broken_by = models.CharField(max_length=500)  # the words of the comment that break it
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    review_due = models.DateTimeField()
    done_at = models.DateTimeField(null=True)  # the channel said it is hidden
    problem = models.CharField(max_length=300, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_because = models.CharField(max_length=300, blank=True)
    shown_at = models.DateTimeField(null=True)  # the channel said it is seen again
    characteristics = models.JSONField(null=True)  # protected characteristics it named, as a person ticked; None: not asked yet

    objects = HideQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["message"], condition=models.Q(undone_at__isnull=True), name="hidden_once"),
        ]

    def __str__(self) -> str:
        return f"Hide {self.pk}"


class Ban(models.Model):
    """Somebody may no longer write under our posts: asked for by one person, confirmed by another."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="bans")  # what they wrote
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Ban {self.pk}"
