"""How often formats were used: totals for each day, and nothing about who used them."""

from __future__ import annotations

from datetime import date

from django.db import models


class FormatTotalQuerySet(models.QuerySet["FormatTotal"]):
    """Reads of totals."""

    def since(self, day: date) -> FormatTotalQuerySet:
        """From a day on."""
        return self.filter(day__gte=day)

    def by_format(self) -> dict[str, int]:
        """The number of uses of each format."""
        return dict(self.order_by().values_list("format").annotate(number=models.Sum("number")))


class FormatTotal(models.Model):
    """Plays or downloads of one format on one day."""

    PLAYED, PRINTED = "audio", "large print"

    day = models.DateField()
    format = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    objects = FormatTotalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "format"], name="one_total_a_day_and_format")]

    def __str__(self) -> str:
        return f"{self.format}, {self.day}: {self.number}"
