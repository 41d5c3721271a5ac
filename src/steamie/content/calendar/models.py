"""Sheets on their way in, kept for a day so that their steps can be taken one by one; and posts that come again by a rule."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from steamie.content.posts.models import Post
from steamie.rules import repeating


class SheetUpload(models.Model):
    """A sheet somebody sent, with its cells and what they have answered about it so far."""

    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()  # the file as it came
    reading = models.JSONField()  # what ``files.sheets.read`` answered
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with every row of it."""
        return reverse("calendar:sheet", args=[self.pk])


class SheetPost(models.Model):
    """A post made of a row of a sheet: a row is brought in once, however often it is sent."""

    upload = models.ForeignKey(SheetUpload, on_delete=models.CASCADE, related_name="posts")
    row = models.PositiveIntegerField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "row"], name="one_post_a_row")]

    def __str__(self) -> str:
        return f"{self.upload}, row {self.row}"


class ColumnMatch(models.Model):
    """Which of our columns each column of a sheet was matched with, for the next sheet with the same headings."""

    headings = models.CharField(max_length=64, unique=True)  # SHA-256 of the headings, in order
    columns = models.JSONField()  # by heading and its place: {"0": "day"}
    matched_at = models.DateTimeField()
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{len(self.columns)} columns"


class RepetitionQuerySet(models.QuerySet["Repetition"]):
    """Reads of rules."""

    def running(self) -> RepetitionQuerySet:
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


class Repetition(models.Model):
    """A rule by which a post comes again: "the last Friday of the month at 10:00". Each time it is a draft of its own."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="repetitions")  # whose words the drafts begin with
    which = models.PositiveSmallIntegerField()  # of the weekday in its month: 1 to 4, or 5 for the last
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    wall_time = models.TimeField()  # on the clock in Scotland, whatever the season
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RepetitionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.post}, {repeating.in_words(self.which, self.weekday)}"


class RepeatedPost(models.Model):
    """A draft that a rule began: one for each day it names, however often the clock asks."""

    repetition = models.ForeignKey(Repetition, on_delete=models.CASCADE, related_name="drafts")
    day = models.DateField()  # as the rule names it; the draft may be for the working day before
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="repeated_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repetition", "day"], name="one_draft_a_day_of_the_rule")]

    def __str__(self) -> str:
        return f"{self.repetition}, {self.day}"
