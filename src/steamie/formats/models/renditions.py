"""Formats that people made for us: a film in BSL, Easy Read, braille. The words they were made from may change."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SuppliedFormatQuerySet(models.QuerySet["SuppliedFormat"]):
    """Reads of what people made."""

    def offered(self) -> SuppliedFormatQuerySet:
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def of(self, path: str) -> SuppliedFormatQuerySet:
        """Of one page, in the order they came."""
        return self.offered().filter(path=path).order_by("pk")

    def older(self) -> SuppliedFormatQuerySet:
        """The words of the page changed since, as far as the clock has seen."""
        return self.offered().filter(older_since__isnull=False)


class SuppliedFormat(models.Model):
    """One page in one format that people made, and which words it was made from."""

    FORMATS = [
        ("bsl", "BSL video"),
        ("easy read", "Easy Read"),
        ("braille", "Braille"),
        ("recording", "Recording by a person"),
        ("other", "Another format"),
    ]

    path = models.CharField("page", max_length=300, db_index=True)
    format = models.CharField(max_length=20, choices=FORMATS)
    address = models.URLField("where it is", max_length=500)
    made_by = models.CharField("made by", max_length=120)
    digest = models.CharField(max_length=64)  # of the words it was made from
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    older_since = models.DateTimeField(null=True)  # the clock saw that the words had changed
    withdrawn_at = models.DateTimeField(null=True)

    objects = SuppliedFormatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_format_display()} of {self.path}"
