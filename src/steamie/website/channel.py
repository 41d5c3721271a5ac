"""The website as a channel: a post becomes a page of the news. It lives in a room, since it is our own house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import DatabaseError
from PIL import UnidentifiedImageError

from steamie.channels.contract import Can, ChannelKind, Field, Limits, Outgoing, Preview, Probe, Receipt, Refused, Seen, Unknown
from steamie.visits.links import leads_somewhere

from . import actions, markup, rendering
from .models import HomePage, NewsIndexPage, NewsPage

NOT_BUILT = "The website has no news page yet."
BUILD_IT = "Finish the set-up, or ask whoever runs this installation to run: steamie build_site"


class Website(ChannelKind):
    """Our own website. Needs no credentials; the marker is a field of the page, so nothing is ever made twice."""

    kind: ClassVar[str] = "website"
    label: ClassVar[str] = "Website"
    credentials: ClassVar[tuple[Field, ...]] = ()
    limits: ClassVar[Limits] = Limits(text=20_000, pictures=1, credit=True)
    can: ClassVar[Can] = Can(stage=True, edit=True, withdraw=True, find=True)
    only_one: ClassVar[bool] = True
    ours: ClassVar[bool] = True

    def preview(self, outgoing: Outgoing) -> Preview:
        """The page: headline, words, when and where, picture and link."""
        return rendering.preview(outgoing, zone=settings.TIME_ZONE)

    def unfit(self, outgoing: Outgoing) -> Sequence[str]:
        """Whether it is empty, too long, holds too many pictures or one without a description, or its link leads nowhere."""
        return tuple(_unfit(outgoing, self.limits))

    def create(self, outgoing: Outgoing) -> Receipt:
        """An unseen page of the news, or the one that already carries this marker."""
        self.require_fit(outgoing)
        with _our_own_database():
            if not NewsIndexPage.objects.exists():
                raise Refused(f"{NOT_BUILT} {BUILD_IT}")
            return _receipt(actions.add_news(outgoing))

    def publish(self, remote_id: str) -> Receipt:
        """Show it. Repeating this is harmless; what was taken down stays down."""
        with _our_own_database():
            page = _page(remote_id)
            if hasattr(page, "takedown"):
                raise Refused("This page was taken down. It does not come back by itself.")
            return _receipt(actions.show_news(page))

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        """Change the words; the address stays."""
        self.require_fit(outgoing)
        with _our_own_database():
            actions.change_news(_page(remote_id), outgoing)

    def withdraw(self, remote_id: str) -> None:
        """Take it down. The page is kept, and its address says that it was withdrawn and when."""
        with _our_own_database():
            actions.take_down(_page(remote_id))

    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        """The page with this marker made since then, seen or not, unless it was taken down."""
        if not outgoing.marker:
            return []
        with _our_own_database():
            pages = NewsPage.objects.filter(marker=outgoing.marker, made_at__gte=since, takedown__isnull=True)
            return [Seen(str(p.pk), _address(p), p.live, markup.to_text(p.body), p.made_at) for p in pages]

    def probe(self, *, now: datetime) -> Probe:
        """Whether the site is built and its news page is on show."""
        with _our_own_database():
            index = NewsIndexPage.objects.live().first()
            if HomePage.objects.live().exists() and index is not None:
                return Probe(True, f"Our own website at {settings.PUBLIC_URL}", facts={"news": _address(index)})
        return Probe(False, NOT_BUILT, problems=((NOT_BUILT, BUILD_IT),))


def _unfit(outgoing: Outgoing, limits: Limits) -> Iterator[str]:
    if not (outgoing.title.strip() or outgoing.text.strip()):
        yield "There are no words in this post."
    if len(outgoing.text) > limits.text:
        yield f"A page of the news holds {limits.text:,} characters. This post has {len(outgoing.text):,}."
    if len(outgoing.pictures) > limits.pictures:
        yield "A page of the news holds one picture."
    if not all(picture.alt.strip() for picture in outgoing.pictures):
        yield "Describe the picture, for people who cannot see it."
    if not all(leads_somewhere(link) for link in (outgoing.link, outgoing.target) if link):
        yield "The link must start with http:// or https://."


@contextmanager
def _our_own_database() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise Unknown("Our own database did not answer.", detail=type(error).__name__) from error
    except (UnidentifiedImageError, OSError) as error:
        raise Refused("The picture cannot be opened.", detail=type(error).__name__) from error


def _page(remote_id: str) -> NewsPage:
    page = NewsPage.objects.filter(pk=remote_id).first() if remote_id.isdecimal() else None
    if page is None:
        raise Refused("There is no such page on the website.")
    return page


def _address(page: NewsPage | NewsIndexPage) -> str:
    return settings.PUBLIC_URL + (page.get_url() or "/")


def _receipt(page: NewsPage) -> Receipt:
    return Receipt(remote_id=str(page.pk), url=_address(page), visible=page.live)
