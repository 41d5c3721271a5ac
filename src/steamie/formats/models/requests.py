"""What people asked for in another format: a case says whose it is and when it is due; this says which page and format."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from steamie.casework.models import Case


class FormatRequestQuerySet(models.QuerySet["FormatRequest"]):
    """Reads of requests."""

    def real(self, since: datetime, until: datetime) -> FormatRequestQuerySet:
        """That came between two moments, without trials and machines' work."""
        return self.filter(case__received_at__gt=since, case__received_at__lte=until, case__is_test=False, case__held_because="")


class FormatRequest(models.Model):
    """One wish for one page in one format."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="format_request")
    path = models.CharField(max_length=300, blank=True)  # empty: something that is no page of ours
    format = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, blank=True)  # of the words when it was asked for

    objects = FormatRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.format} of {self.path or 'something else'}"
