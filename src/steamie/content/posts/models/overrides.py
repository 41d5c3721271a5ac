"""A person’s written reason for keeping what the wording check found."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .posts import Post


class Override(models.Model):
    """A finding kept, with a written reason. It holds for these words of this post only."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="overrides")
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)  # of finding: offensive, confrontational, confidential, topic, window
    words = models.CharField(max_length=300)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the second person, for what does the gravest harm
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.rule}: kept"
