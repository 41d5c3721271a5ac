"""A post: one thing to say, with words for each channel it goes to."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.channels.models import Channel

from .pictures import Picture
from .quarters import THIRDS, Quarter, Slot
from .suggestions import Suggestion


class Post(models.Model):
    """What will be said. Its standing (draft, approved, sent …) follows from the rows around it."""

    title = models.CharField(max_length=120)
    third = models.CharField(max_length=20, choices=THIRDS)
    audience = models.CharField(max_length=40)  # code of an audience in the strategy document
    purpose = models.CharField(max_length=40)  # code of a purpose in the strategy document
    link = models.URLField(blank=True, max_length=500)
    credit = models.CharField(max_length=120, blank=True)
    event_starts = models.DateTimeField(null=True, blank=True)
    event_ends = models.DateTimeField(null=True, blank=True)
    event_place = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)  # in UTC; the wall time it was asked for is below
    due_wall = models.CharField(max_length=40, blank=True)  # "2026-10-25T01:30 Europe/London, first"
    quarter = models.ForeignKey(Quarter, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    slot = models.OneToOneField(Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="post")
    suggestion = models.ForeignKey(Suggestion, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    evergreen = models.BooleanField(default=False)  # may be offered again in a later quarter
    edition = models.PositiveIntegerField(default=1)  # one more at each edit: an edit voids every earlier approval
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField()

    class Meta:
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.title


class PostText(models.Model):
    """The words of a post on one channel. A post goes to the channels it has words for."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="texts")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "channel"], name="one_text_a_channel")]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"


class PostPicture(models.Model):
    """A picture on a post, with its description."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses")
    alt = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt
