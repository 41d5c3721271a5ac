"""The news as a feed, RSS and Atom: each item says what its page says, with when and where, picture and thanks."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.rich_text import expand_db_html

from steamie.rules.letters import writing
from steamie.strategy.models import Association

from .models import NewsPage, Takedown
from .models.news import MEDIUM
from .serving import ASK_AGAIN_AFTER, cacheable

NEWEST = 20
SPACES = {
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:ev": "http://purl.org/rss/1.0/modules/event/",
    "xmlns:sy": "http://purl.org/rss/1.0/modules/syndication/",
}


class Particulars:
    """What neither format has a word for: the picture with its description, when and where, thanks, and how often to ask."""

    feed: dict[str, Any]

    def root_attributes(self) -> dict[str, str]:
        """The names of the vocabularies used."""
        return {**super().root_attributes(), **SPACES}  # type: ignore[misc]  # the two generators both have it

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Those of the format, and that it is worth asking every hour."""
        super().add_root_elements(handler)  # type: ignore[misc]
        handler.addQuickElement("sy:updatePeriod", "hourly")
        handler.addQuickElement("sy:updateFrequency", "1")

    def latest_post_date(self) -> datetime:
        """When anything last came, changed or went."""
        return self.feed.get("changed") or super().latest_post_date()  # type: ignore[misc]

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Those of the format, then ours."""
        super().add_item_elements(handler, item)  # type: ignore[misc]
        if item["updateddate"]:
            handler.addQuickElement("dcterms:modified", rfc3339_date(item["updateddate"]))
        for name in ("ev:startdate", "ev:enddate", "ev:location", "dc:contributor"):
            if item[name]:
                handler.addQuickElement(name, item[name])
        if picture := item["picture"]:
            handler.startElement("media:content", picture["content"])
            handler.addQuickElement("media:description", picture["description"], {"type": "plain"})
            handler.endElement("media:content")


class Rss(Particulars, Rss201rev2Feed):
    """RSS 2.0 with our particulars."""


class Atom(Particulars, Atom1Feed):
    """Atom 1.0 with our particulars."""


class News(Feed):  # type: ignore[type-arg]  # Django's own class takes no parameters when the program runs
    """The newest news, as RSS. What was changed comes first again; what was taken down is gone."""

    feed_type: Any = Rss
    link = f"{settings.PUBLIC_URL}/news/"
    language = "en-gb"
    description = "What we are doing, what is on nearby, and what is changing in housing."
    route = "website:feed"
    ttl = ASK_AGAIN_AFTER // 60  # minutes

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed, or 304 for whoever has it already."""
        response = super().__call__(request, *args, **kwargs)
        return cacheable(request, response, changed=last_change(), fresh_for=ASK_AGAIN_AFTER // 12)

    def feed_url(self) -> str:
        """Its own full address."""
        return settings.PUBLIC_URL + reverse(self.route)

    def title(self) -> str:
        """Whose news it is."""
        name = Association.objects.values_list("name", flat=True).first()
        return writing(f"News from {name}") if name else "News"

    def author_name(self) -> str:
        """Who writes it: the association, not a person."""
        return writing(Association.objects.values_list("name", flat=True).first() or "Our association")

    def feed_extra_kwargs(self, obj: object) -> dict[str, Any]:
        """When anything last changed."""
        return {"changed": last_change()}

    def items(self) -> Sequence[NewsPage]:
        """The newest, what was shown or put right last coming first."""
        pages = NewsPage.objects.live().order_by("-last_published_at", "-pk").with_pictures()[:NEWEST]
        return list(pages)

    def item_title(self, item: NewsPage) -> str:
        """Its heading."""
        return writing(item.title)

    def item_description(self, item: NewsPage) -> str:
        """All that its page says, with links that work from anywhere."""
        picture = item.picture.get_rendition(MEDIUM) if item.picture else None
        body = expand_db_html(item.body)
        text = render_to_string("website/feed_item.html", {"item": item, "picture": picture, "body": body})
        return whole_links(writing(text).strip())

    def item_link(self, item: NewsPage) -> str:
        """Its full address."""
        return settings.PUBLIC_URL + (item.get_url() or "/")

    def item_pubdate(self, item: NewsPage) -> datetime | None:
        """When it was first shown."""
        return item.first_published_at

    def item_updateddate(self, item: NewsPage) -> datetime | None:
        """When its words last changed."""
        return item.last_published_at or item.first_published_at

    def item_enclosures(self, item: NewsPage) -> list[Enclosure]:
        """Its picture, for readers that show one beside the words."""
        content = _content(item)
        return [Enclosure(content["url"], content["fileSize"], content["type"])] if content else []

    def item_extra_kwargs(self, item: NewsPage) -> dict[str, Any]:
        """What only our particulars hold."""
        content = _content(item)
        return {
            "ev:startdate": _moment(item.event_starts),
            "ev:enddate": _moment(item.event_ends),
            "ev:location": writing(item.event_place),
            "dc:contributor": writing(item.credit),
            "picture": {"content": content, "description": writing(item.picture_description)} if content else None,
        }


class AtomNews(News):
    """The newest news, as Atom."""

    feed_type = Atom
    subtitle = News.description
    route = "website:atom"


def last_change() -> datetime | None:
    """When a piece of news was last shown, changed or taken down."""
    shown = NewsPage.objects.live().aggregate(at=Max("last_published_at"))["at"]
    gone = Takedown.objects.aggregate(at=Max("at"))["at"]
    return max(filter(None, (shown, gone)), default=None)


def whole_links(text: str) -> str:
    """The same words, with every link and picture of ours under our full address."""
    for attribute in ("href", "src"):
        text = text.replace(f'{attribute}="/', f'{attribute}="{settings.PUBLIC_URL}/')
    return text


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat() if at else ""


def _content(item: NewsPage) -> dict[str, str] | None:
    """The picture's address, size and sort; None without one, or where its file is gone."""
    if not item.picture:
        return None
    try:
        rendition = item.picture.get_rendition(MEDIUM)
        size = rendition.file.size
    except OSError:
        return None
    return {
        "url": settings.PUBLIC_URL + rendition.url,
        "fileSize": str(size),
        "type": mimetypes.guess_type(rendition.file.name)[0] or "image/jpeg",
        "medium": "image",
        "width": str(rendition.width),
        "height": str(rendition.height),
    }
