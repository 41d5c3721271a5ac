"""Days our own office is shut, which move no statutory clock (S-71), and when the clock last saw to each of its duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.db import models

from steamie.rules.clocks import OfficeHours
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


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class OpenPeriod(models.Model):
    """A time of the week when somebody is in; a day may have several, for an office that shuts at noon."""

    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="opens_before_it_closes")]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}, {self.opens:%H:%M} to {self.closes:%H:%M}"


def office_hours() -> OfficeHours:
    """When somebody is in. Until the landlord has said, Monday to Friday from nine to five."""
    periods: dict[int, list[tuple[time, time]]] = {}
    for row in OpenPeriod.objects.all():
        periods.setdefault(row.weekday, []).append((row.opens, row.closes))
    return OfficeHours(periods) if periods else OfficeHours()


class Round(models.Model):
    """Something the clock sees to over and over, and when it last did. It lives here because ``project`` has no tables."""

    name = models.CharField(max_length=40, unique=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
