"""A picture is everyone’s to see while a post with it is public."""

from __future__ import annotations

from steamie.files.access import makes_public
from steamie.files.models import Picture

from .models import Publication


@makes_public
def is_published(picture: Picture) -> bool:
    """Whether the picture was published with a post that is still there."""
    shown = Publication.objects.filter(post__pictures__picture=picture, published_at__isnull=False)
    return shown.filter(post__withdrawal__isnull=True).exists()
