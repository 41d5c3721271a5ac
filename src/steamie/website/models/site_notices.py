"""A notice on every public page between two moments: the phones are down, the office is shut. It always has an end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

LONGEST = timedelta(days=60)  # what stands longer is a page


class SiteNoticeQuerySet(models.QuerySet["SiteNotice"]):
    """Reads of notices."""

    def shown_at(self, now: datetime) -> SiteNoticeQuerySet:
        """Those that every page shows at this moment."""
        return self.filter(begins_at__lte=now, ends_at__gt=now)

    def to_come(self, now: datetime) -> SiteNoticeQuerySet:
        """Those that are shown, or will be."""
        return self.filter(ends_at__gt=now)

    def next_change(self, now: datetime) -> datetime | None:
        """When the next one begins or ends; None when none will."""
        begins = self.filter(begins_at__gt=now).order_by("begins_at").values_list("begins_at", flat=True).first()
        ends = self.shown_at(now).order_by("ends_at").values_list("ends_at", flat=True).first()
        return min(filter(None, (begins, ends)), default=None)


class SiteNotice(models.Model):
    """A notice on every public page."""

    words = models.CharField(max_length=200)
    link = models.CharField(max_length=300, blank=True)  # a page of ours
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SiteNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gte=models.F("begins_at")), name="a_notice_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.words
