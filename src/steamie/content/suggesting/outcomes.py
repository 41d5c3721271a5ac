"""What became of a suggestion in public: the end of the loop from a need to a post (S-23, S-59)."""

from __future__ import annotations

from django.db.models import Case, When

from steamie.content.models import Publication, Suggestion


def shown(suggestion: Suggestion) -> Publication | None:
    """Its first publication the public can see, the one on our website before others."""
    seen = Publication.objects.filter(
        post__suggestion=suggestion, post__withdrawal__isnull=True, published_at__isnull=False, step="published"
    )
    ours_first = Case(When(channel__kind="website", then=0), default=1)
    return seen.select_related("post", "channel").order_by(ours_first, "published_at").first()
