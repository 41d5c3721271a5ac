"""Days our own office is shut, which move no statutory clock (S-71), and when the clock last saw to each of its duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from steamie.rules.working_days import WorkingCalendar, scottish_holidays


class OfficeClosureQuerySet(models.QuerySet["OfficeClosure"]):
    """Reads of closures."""

    def by_day(self) -> dict[date, str]:
        """What the calendar and the rules ask for: day and title."""
        return dict(self.values_list("day", "title"))


class OfficeClosure(models.Model):
    """One day the office is shut."""

    day = models.DateField(unique=True)
    title = models.CharField(max_length=80)

    objects = OfficeClosureQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.title


def working_calendar(years: Iterable[int]) -> WorkingCalendar:
    """Scotland's bank holidays of these years, with our closures as the layer that moves no statutory clock."""
    wanted = set(years)
    return WorkingCalendar(scottish_holidays(wanted), OfficeClosure.objects.filter(day__year__in=wanted).by_day())


class Round(models.Model):
    """Something the clock sees to over and over, and when it last did. It lives here because ``project`` has no tables."""

    name = models.CharField(max_length=40, unique=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
