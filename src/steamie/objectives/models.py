"""The aims of the business plan, which aims and objectives each post serves (S-08, S-29), and which tell of our staff (S-33).

What a post serves is shown to nobody outside and decides nothing about it. So it is no part of what is approved, and saying it
after an approval leaves the approval standing.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.content.posts.models import Post


class BusinessAimQuerySet(models.QuerySet["BusinessAim"]):
    """Reads of the aims."""

    def in_force(self, day: date) -> BusinessAimQuerySet:
        """Those of the business plan on this day, the oldest first."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day).order_by("since", "pk")


class BusinessAim(models.Model):
    """An aim of the business plan, in its own words, from a day until it is ended."""

    words = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day on which it is an aim no more
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = BusinessAimQuerySet.as_manager()

    def __str__(self) -> str:
        return self.words


class ServedAim(models.Model):
    """A post serves an objective of the strategy, by its number there, or an aim of the business plan."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="served")
    objective = models.PositiveSmallIntegerField(null=True, blank=True)
    aim = models.ForeignKey(BusinessAim, null=True, blank=True, on_delete=models.PROTECT, related_name="served")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=True) ^ Q(aim__isnull=True), name="an_objective_or_an_aim_and_not_both"
            ),
            models.UniqueConstraint(fields=["post", "objective"], name="one_row_an_objective"),
            models.UniqueConstraint(fields=["post", "aim"], name="one_row_an_aim"),
        ]
        indexes = [models.Index(fields=["objective"], name="served_objective")]

    def __str__(self) -> str:
        return f"{self.post} serves {self.code}"

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"objective-{self.objective}" if self.objective is not None else f"aim-{self.aim_id}"


class StaffStory(models.Model):
    """A post that tells a story of our staff: what it is like to work for us (S-33)."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="staff_story")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "staff stories"

    def __str__(self) -> str:
        return f"{self.post}, a story of our staff"


class Campaign(models.Model):
    """A named set of posts that belong together, checked for equality before any of them goes out."""

    name = models.CharField(max_length=120, unique=True)
    about = models.CharField(max_length=300)  # what it wants to reach, and for whom
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class CampaignPost(models.Model):
    """A post of a campaign; a post belongs to one at most."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="campaign_row")

    def __str__(self) -> str:
        return f"{self.post} in {self.campaign}"
