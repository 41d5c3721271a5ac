"""The quarter: planned, supplemented, approved, closed (S-72, S-73)."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery

from steamie.content.suggestions.models import GROUPS, group_title
from steamie.people.models import Delegation, Person
from steamie.rules.quarters import Span
from steamie.strategy import reading

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class QuarterQuerySet(models.QuerySet["Quarter"]):
    """Reads of the calendar."""

    def holding(self, day: date) -> QuarterQuerySet:
        """The quarter a day falls in."""
        return self.filter(first__lte=day, last__gte=day)

    def with_edition_in_force(self) -> QuarterQuerySet:
        """Each with its approval and closing, and in ``in_force`` the digest of the strategy's newest edition."""
        return self.select_related("approval", "closing").annotate(in_force=Subquery(reading.newest_digest()))


class Quarter(models.Model):
    """Three months of the content calendar."""

    first = models.DateField(unique=True)
    last = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = QuarterQuerySet.as_manager()

    class Meta:
        ordering = ["first"]
        get_latest_by = "first"

    def __str__(self) -> str:
        return f"{self.first:%B} to {self.last:%B %Y}"

    @property
    def span(self) -> Span:
        """Its days, as the rules know them."""
        return Span(self.first, self.last)

    def is_work_of(self, person: Person) -> bool:
        """Whether this person made or moved any place of the plan: they may not approve it alone, save the officer (S-60)."""
        return self.slots.filter(Q(made_by=person) | Q(moved_by=person)).exists()

    def empty_places(self, today: date) -> int:
        """How many of its places from today on hold no post."""
        return self.slots.filter(post__isnull=True, day__gte=today).count()

    @property
    def signed(self) -> QuarterApproval | None:
        """The approval of its plan, if it has one."""
        return getattr(self, "approval", None)


class Slot(models.Model):
    """A place in the plan: a day, the share it is for (if the strategy asks for shares), and perhaps what fills it."""

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="slots")
    day = models.DateField(db_index=True)
    share = models.CharField(max_length=20, blank=True)  # code of a share of the strategy
    note = models.CharField(max_length=200, blank=True)
    planned = models.BooleanField(default=True)  # False: added after the quarter was approved (a supplement, S-73)
    source = models.CharField(max_length=20, choices=GROUPS, default="team")  # whose wish a supplement was (S-73)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # Whoever last gave it another day laid it out too.
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.day}: {self.share}"

    @property
    def source_title(self) -> str:
        """Whose wish it was, in the strategy's own words."""
        return group_title(self.source)


class QuarterApproval(models.Model):
    """The plan of a quarter, signed off."""

    quarter = models.OneToOneField(Quarter, on_delete=models.PROTECT, related_name="approval")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(blank=True)  # required when the plan is out of balance
    own_work = models.BooleanField(default=False)  # the officer laid it out too: allowed, labelled, counted
    delegation = models.ForeignKey(Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.quarter}, approved"


class QuarterClosing(models.Model):
    """A quarter that is over, with how it ended."""

    quarter = models.OneToOneField(Quarter, on_delete=models.PROTECT, related_name="closing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)  # {"association": 10, …} as published
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.quarter}, closed"


class Occasion(models.Model):
    """A day each year from policy or awareness campaigns that is worth a post (S-27).

    With a ``weekday`` it is the first such weekday on or after that day of the month: 1 February and Thursday are the first
    Thursday of February. What ``moves`` is fixed anew each year by who holds it: the day is about when, and is to be checked.
    """

    title = models.CharField(max_length=120)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 is Monday
    moves = models.BooleanField(default=False)
    share = models.CharField(max_length=20, blank=True)  # code of a share; empty: the one that brings the news of others
    body = models.CharField(max_length=120, blank=True)  # who holds it, to be credited
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["month", "day"]
        constraints = [models.UniqueConstraint(fields=["title"], name="one_occasion_a_title")]

    def __str__(self) -> str:
        return self.title

    def on(self, year: int) -> date:
        """Its day in a year, or about when."""
        day = date(year, self.month, self.day)
        return day if self.weekday is None else day + timedelta(days=(self.weekday - day.weekday()) % 7)

    @property
    def called(self) -> str:
        """Its title where it stands on a day: one that moves says that the day is to be checked."""
        return f"{self.title} (check the day)" if self.moves else self.title

    @property
    def day_in_words(self) -> str:
        """The day in words: "30 November", "the first Thursday from 1 February", "about 8 June (…)"."""
        day = f"{self.day} {date(2024, self.month, self.day):%B}"
        if self.moves:
            return f"About {day} (another day each year, so check it)"
        return day if self.weekday is None else f"The first {WEEKDAYS[self.weekday]} from {day}"
