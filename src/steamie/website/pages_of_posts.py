"""Where the page of a post is, for short links without a link of their own."""

from __future__ import annotations

from steamie.content.posts.models import Publication
from steamie.visits.links import finds_page

from .models import NewsPage


@finds_page
def address_of(publication: Publication) -> str | None:
    """The page of this post in the news; None where it has none that was ever shown."""
    codes = publication.post.publications.values_list("code", flat=True)
    page = NewsPage.objects.filter(marker__in=list(codes), first_published_at__isnull=False).first()
    return (page.get_url() or None) if page else None
