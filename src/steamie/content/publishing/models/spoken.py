"""Posts that go out though everything is stopped: what a person says on purpose while the rest is held."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.content.posts.models import Post


class SpokenDespiteStop(models.Model):
    """Somebody put this out during a stop, with words that a second person had approved before."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="spoken_despite_stop")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.post}, said at once"
