"""What colleagues write to each other about a post. It never leaves the desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.people.models import Person

from .posts import Post


class PostNoteQuerySet(models.QuerySet["PostNote"]):
    """Reads of notes."""

    def asked_of(self, person: Person) -> PostNoteQuerySet:
        """Those in which this person was asked to look, and has not answered."""
        return self.filter(asks=person, answered_at__isnull=True, post__withdrawal__isnull=True)


class PostNote(models.Model):
    """A note on a post; with ``asks``, it asks one colleague by name to look at it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(max_length=2000, blank=True)
    asks = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)  # when whoever was asked wrote a note of their own

    objects = PostNoteQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Note on {self.post}"
