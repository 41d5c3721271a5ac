"""Events for anyone's own calendar: each says what its page says, moves when that changes, and is called off when it goes.

An event keeps its number (``UID``) whatever happens to its words, its page or our address. How often it was changed is told by
the seconds between its first showing and its last change: they only ever grow, which is all that ``SEQUENCE`` asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Prefetch

from steamie.content.posts.models import Post, Publication
from steamie.rules.letters import writing
from steamie.strategy.models import Association

from . import markup
from .models import NewsPage
from .models.news import MEDIUM
from .rendering import whole_days
from .serving import ASK_AGAIN_AFTER

if TYPE_CHECKING:
    from icalendar import Event

KEPT_FOR = timedelta(days=90)  # an event that is over stays so long
MOST_EVENTS = 200
GONE = "This event was taken off our website."


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event that people were told of: as its page has it or, where it went out elsewhere only, as its post has it."""

    post: Post
    page: NewsPage | None
    first_shown: datetime

    @property
    def withdrawn_at(self) -> datetime | None:
        """When it was taken back; None while it stands."""
        if hasattr(self.post, "withdrawal"):
            return self.post.withdrawal.at
        takedown = getattr(self.page, "takedown", None)
        return takedown.at if takedown else None

    @property
    def changed_at(self) -> datetime:
        """When it was last shown, put right or taken back."""
        last = self.page.last_published_at if self.page else None
        return max(filter(None, (self.first_shown, last, self.withdrawn_at)))

    @property
    def uid(self) -> str:
        """Its number, the same for ever."""
        return f"{self.post.made_at:%Y%m%dT%H%M%SZ}-{self.post.pk}@events.steamie"


def entries(now: datetime) -> list[EventEntry]:
    """Every event of the last ninety days and to come that the public has seen, the earliest first."""
    sent = Publication.objects.filter(published_at__isnull=False)
    posts = Post.objects.published().filter(kind="event", event_starts__gte=now - KEPT_FOR).select_related("withdrawal")
    shown = list(posts.prefetch_related(Prefetch("publications", sent)).order_by("event_starts", "pk")[:MOST_EVENTS])
    codes = [publication.code for post in shown for publication in post.publications.all()]
    pages = NewsPage.objects.filter(marker__in=codes, first_published_at__isnull=False).select_related("takedown").with_pictures()
    by_code = {page.marker: page for page in pages}
    return [
        EventEntry(
            post,
            next((by_code[publication.code] for publication in post.publications.all() if publication.code in by_code), None),
            min(row.published_at for row in post.publications.all() if row.published_at),
        )
        for post in shown
    ]


def calendar_of(events: list[EventEntry]) -> bytes:
    """The file, with how often to ask for it again."""
    from icalendar import Calendar  # noqa: PLC0415 - it takes a third of a second to load, and few calendars ask

    calendar = Calendar()
    name = writing(f"Events from {Association.objects.values_list('name', flat=True).first() or 'us'}")
    calendar.add("prodid", "-//Steamie//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(seconds=ASK_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{ASK_AGAIN_AFTER // 3600}H")
    for entry in events:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: EventEntry) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", entry.uid)
    for key in ("dtstamp", "last-modified"):
        event.add(key, entry.changed_at)
    event.add("created", entry.first_shown)
    event.add("sequence", max(0, int((entry.changed_at - entry.first_shown).total_seconds())))
    shown = entry.page or entry.post
    for key, value in _times(shown.event_starts, shown.event_ends):
        event.add(key, value)
    if entry.withdrawn_at:
        event.add("status", "CANCELLED")
        event.add("summary", GONE)  # not its words: they may be why it went
    else:
        event.add("status", "CONFIRMED")
        event.add("summary", writing(shown.title))
        event.add("location", writing(shown.event_place))
        _words(event, entry)
    return event


def _times(starts: datetime | None, ends: datetime | None) -> Iterator[tuple[str, date | datetime]]:
    """From when to when; for whole days their dates, the last one being the day after, as calendars have it."""
    if days := whole_days(starts, ends, zone=settings.TIME_ZONE):
        yield "dtstart", days[0]
        yield "dtend", days[1] + timedelta(days=1)
        return
    if starts:
        yield "dtstart", starts
    if starts and ends and ends > starts:
        yield "dtend", ends


def _words(event: Event, entry: EventEntry) -> None:
    page = entry.page
    if page is None:
        if entry.post.link:
            event.add("url", entry.post.link)
        return
    lines = [markup.to_text(page.body), page.link, f"With thanks to {page.credit}." if page.credit else ""]
    event.add("description", writing("\n\n".join(filter(None, lines))))
    event.add("url", settings.PUBLIC_URL + (page.get_url() or "/"))
    if page.picture:
        picture = settings.PUBLIC_URL + page.picture.get_rendition(MEDIUM).url
        event.add("attach", picture)
        event.add("image", picture, parameters={"VALUE": "URI", "DISPLAY": "BADGE", "ALTREP": str(event["url"])})
