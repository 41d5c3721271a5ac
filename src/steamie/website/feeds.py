"""The news as a feed, RSS and Atom."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from wagtail.rich_text import expand_db_html

from steamie.rules.letters import writing
from steamie.strategy.models import Association

from .models import NewsPage
from .models.news import NewsQuerySet

NEWEST = 20


class News(Feed):
    """The newest news, as RSS."""

    link = f"{settings.PUBLIC_URL}/news/"
    feed_url = f"{settings.PUBLIC_URL}/news/feed/"
    language = "en-gb"
    description = "What we are doing, what is on nearby, and what is changing in housing."

    def title(self) -> str:
        """Whose news it is."""
        name = Association.objects.values_list("name", flat=True).first()
        return writing(f"News from {name}") if name else "News"

    def author_name(self) -> str:
        """Who writes it: the association, not a person."""
        return writing(Association.objects.values_list("name", flat=True).first() or "Our association")

    def items(self) -> NewsQuerySet:
        """The newest, newest first."""
        return NewsPage.objects.live().newest()[:NEWEST]

    def item_title(self, item: NewsPage) -> str:
        """Its heading."""
        return writing(item.title)

    def item_description(self, item: NewsPage) -> str:
        """All of its words, with links that work from anywhere."""
        return writing(expand_db_html(item.body)).replace('href="/', f'href="{settings.PUBLIC_URL}/')

    def item_link(self, item: NewsPage) -> str:
        """Its full address."""
        return settings.PUBLIC_URL + (item.get_url() or "/")

    def item_pubdate(self, item: NewsPage) -> datetime | None:
        """When it was first shown."""
        return item.first_published_at

    def item_updateddate(self, item: NewsPage) -> datetime | None:
        """When its words last changed."""
        return item.last_published_at or item.first_published_at


class AtomNews(News):
    """The newest news, as Atom."""

    feed_type = Atom1Feed
    subtitle = News.description
    feed_url = f"{settings.PUBLIC_URL}/news/feed/atom/"
