"""The news as a feed, RSS and Atom."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from steamie.strategy.models import Association

from .models import NewsPage
from .models.news import NewsQuerySet

NEWEST = 20


class News(Feed):
    """The newest news, as RSS."""

    link = f"{settings.PUBLIC_URL}/news/"
    description = "What we are doing, what is on nearby, and what is changing in housing."

    def title(self) -> str:
        """Whose news it is."""
        name = Association.objects.values_list("name", flat=True).first()
        return f"News from {name}" if name else "News"

    def items(self) -> NewsQuerySet:
        """The newest, newest first."""
        return NewsPage.objects.live().newest()[:NEWEST]

    def item_title(self, item: NewsPage) -> str:
        """Its heading."""
        return item.title

    def item_description(self, item: NewsPage) -> str:
        """Its first sentences."""
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        """Its full address."""
        return settings.PUBLIC_URL + (item.get_url() or "/")

    def item_pubdate(self, item: NewsPage) -> datetime | None:
        """When it was first shown."""
        return item.first_published_at


class AtomNews(News):
    """The newest news, as Atom."""

    feed_type = Atom1Feed
    subtitle = News.description
