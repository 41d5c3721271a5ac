"""Readings: what a measure was on a day, by which definition, from which source (S-55, S-56); and the baseline (S-54)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.channels.models import Channel
from steamie.content.posts.models import Post, Publication
from steamie.rules.engagement import Engagement


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Reads of the readings."""

    def with_value(self) -> ReadingQuerySet:
        """Those that have a value."""
        return self.filter(value__isnull=False)

    def on(self, day: date) -> ReadingQuerySet:
        """Those of one day."""
        return self.filter(day=day)

    def of_posts(self, publications: Iterable[int]) -> ReadingQuerySet:
        """Those of these publications."""
        return self.filter(publication__in=list(publications))

    def of_the_channel(self, channel: Channel, measure: str) -> ReadingQuerySet:
        """The channel's own figure, oldest first."""
        return self.filter(channel=channel, publication__isnull=True, measure=measure).order_by("day")


class Reading(models.Model):
    """One value of one measure on one day. ``value`` is null when the source did not give it: missing is not zero."""

    measure = models.CharField(max_length=40)  # likes, shares, comments, followers, visits
    day = models.DateField()
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="readings")
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="readings")
    value = models.IntegerField(null=True, blank=True)
    definition = models.CharField(max_length=200)
    source = models.CharField(max_length=60)  # "Facebook", "our website", "entered by hand", with "stand-in" said aloud
    problem = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "day", "publication"],
                condition=Q(publication__isnull=False),
                name="one_reading_a_post_a_day",
            ),
            models.UniqueConstraint(
                fields=["measure", "day", "channel"],
                condition=Q(publication__isnull=True),
                name="one_reading_a_channel_a_day",
            ),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="a_count_is_not_negative"),
        ]
        indexes = [
            models.Index(fields=["publication", "measure", "-day"], name="reading_by_publication"),
            models.Index(
                fields=["channel", "measure", "-day"], name="reading_of_a_channel", condition=Q(publication__isnull=True)
            ),
            models.Index(fields=["day"], name="reading_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} on {self.day}: {'not given' if self.value is None else self.value}"


class Baseline(models.Model):
    """How much people took part when we began to measure, kept so that later quarters can be held against it (S-47, S-54)."""

    ENGAGEMENT, VISITS = "engagement", "visits"
    AIMS = [(ENGAGEMENT, "Engagement with our Page"), (VISITS, "Visits to our website following posts")]

    aim = models.CharField(max_length=12, choices=AIMS)
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="baselines")  # null: all
    first = models.DateField()
    last = models.DateField()
    interactions = models.PositiveIntegerField()
    posts = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    followers = models.PositiveIntegerField(null=True, blank=True)
    squares = models.PositiveBigIntegerField(default=0)  # of each post's count: how unlike each other they were
    target = models.PositiveSmallIntegerField(null=True, blank=True)  # per cent above the baseline; null: nobody has set one
    by = models.CharField(max_length=60)  # a reference, as in the minute book
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.get_aim_display()}, {self.first} to {self.last}: {self.engagement.words}"

    @property
    def days(self) -> int:
        """How long it was measured for; what is held against it is measured for as long."""
        return (self.last - self.first).days

    @property
    def engagement(self) -> Engagement:
        """The counts, with their rate."""
        counts = (self.interactions, self.posts, self.unknown, self.followers, self.squares)
        return Engagement(*counts) if self.aim == self.ENGAGEMENT else Engagement(*counts, of_followers=False, noun="visits")


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Reads of the collections."""

    def going(self) -> CollectionQuerySet:
        """Asked for, and not finished."""
        return self.filter(ended_at__isnull=True)


class Collection(models.Model):
    """Somebody asked for the figures to be read now: how far it is, and how it went. One at a time."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    problems = models.JSONField(default=list)
    turn = models.PositiveSmallIntegerField(default=1)  # the same for all, so that only one can be going

    objects = CollectionQuerySet.as_manager()

    class Meta:
        get_latest_by = "asked_at"
        constraints = [
            models.UniqueConstraint(fields=["turn"], condition=Q(ended_at__isnull=True), name="one_collection_at_a_time")
        ]

    def __str__(self) -> str:
        return self.outcome or self.doing or "Figures asked for"


class SharePlace(models.TextChoices):
    """Where a partner's share was seen."""

    SOCIAL = "social", "On social media"
    WEBSITE = "website", "On their website"
    NEWSLETTER = "newsletter", "In their newsletter"
    OTHER = "other", "Elsewhere"


class PartnerShareQuerySet(models.QuerySet["PartnerShare"]):
    """Reads of what partners shared."""

    def standing(self) -> PartnerShareQuerySet:
        """Those not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def between(self, first: date, last: date) -> PartnerShareQuerySet:
        """Those of these days, both included, the newest first."""
        return self.filter(day__gte=first, day__lte=last).order_by("-day", "-pk")


class PartnerShare(models.Model):
    """An organisation shared a post of ours: seen by a person, for a channel says how often a post was shared and not by whom."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="partner_shares")
    partner = models.CharField(max_length=120)  # the organisation, never a person
    day = models.DateField()
    place = models.CharField(max_length=10, choices=SharePlace.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerShareQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["day"], name="partner_share_by_day")]

    def __str__(self) -> str:
        return f"{self.partner} shared {self.post} on {self.day}"
