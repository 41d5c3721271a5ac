"""What each person wishes to be written about, what they are written, and how far the record has been read for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic

TOO_OLD = timedelta(days=5)  # what could not be written for so long, over a weekend with a holiday, is not written any more


class NotificationTime(models.TextChoices):
    """When somebody is written."""

    AT_ONCE = "at once", "At once"
    DAILY = "daily", "Once a day"
    NEVER = "never", "Not by e-mail"


BY_DEFAULT = NotificationTime.DAILY  # until a person has chosen


class NotificationChoiceQuerySet(models.QuerySet["NotificationChoice"]):
    """Reads of what people chose."""

    def of(self, person: Person) -> dict[NoticeTopic, NotificationTime]:
        """What one person chose for every topic, the default where they have not chosen."""
        chosen = dict(self.filter(person=person).values_list("topic", "time"))
        return {topic: NotificationTime(chosen.get(topic.value, BY_DEFAULT)) for topic in NoticeTopic}


class NotificationChoice(models.Model):
    """When a person wishes to be written about one topic."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notification_choices")
    topic = models.CharField(max_length=20, choices=NoticeTopic)
    time = models.CharField(max_length=10, choices=NotificationTime)

    objects = NotificationChoiceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_choice_a_topic")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_time_display()}"


class StandingTask(models.Model):
    """A task that stands on somebody's Today page, from the first look that found it there to the first that does not."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="standing_tasks")
    kind = models.CharField(max_length=160)  # the name of its kind
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_standing_task_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since:%Y-%m-%d}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Reads of notifications."""

    def waiting(self, now: datetime) -> NotificationQuerySet:
        """Those that are still to be written, the oldest first."""
        return self.filter(closed_at__isnull=True, at__gt=now - TOO_OLD, person__is_active=True).order_by("at", "pk")


class Notification(models.Model):
    """One thing that happened and that one person is written about. ``letter``: empty when it no longer held."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications")
    topic = models.CharField(max_length=20, choices=NoticeTopic)
    number = models.PositiveBigIntegerField(null=True)  # of the event it follows; none where it follows from a standing task
    task = models.OneToOneField(StandingTask, null=True, on_delete=models.SET_NULL, related_name="notification")
    words = models.CharField(max_length=300)
    place = models.CharField(max_length=200)  # the page of the desk it is about
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="notified_once")]
        indexes = [models.Index(fields=["closed_at", "at"], name="notification_waiting")]

    def __str__(self) -> str:
        return self.words


class RecordRead(models.Model):
    """How far the record has been read for notifications: one row. What happened before there was one is nobody's news."""

    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"Read as far as event {self.number}"
