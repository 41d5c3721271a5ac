"""Who wrote which words of a post, edition by edition: from this follows who may not approve it (S-60)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .posts import Post


class Authorship(models.Model):
    """What one person set in one edition of a post. Rows are added and never taken out."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="authorships")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edition = models.PositiveIntegerField()  # 0: from before the post, as in a suggestion or an earlier post
    began = models.BooleanField(default=False)  # began the post with these words, and so answers for all of them
    pieces = models.JSONField()  # {"title": "…", "texts 3": "…"}: what was set, as it then read
    # Whether any of this person's words stand in the post now: worked out anew at each change, so that lists can ask for it.
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.post}, edition {self.edition}"
