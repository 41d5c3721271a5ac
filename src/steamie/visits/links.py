"""Where the short link of a post leads. A link of a post that is not out yet leads nowhere and counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings

from steamie.channels import registry
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.strategy.models import Association

NEWS = "/news/"
# Before its first call a post is nobody's business yet; a link to it does not work.
NOT_OUT = (Step.APPROVED, Step.HELD, Step.REFUSED)
Finder = Callable[[Publication], str | None]
_pages: list[Finder] = []


def finds_page(finder: Finder) -> Finder:
    """Register who knows the page of a post: the room of the website, which is above this one."""
    _pages.append(finder)
    return finder


def ours(address: str) -> bool:
    """Whether this is a page of our own: here, or at the address the association gives as its website."""
    host = urlsplit(address).hostname
    website = Association.objects.values_list("website", flat=True).first() or ""
    return host is None or host in {urlsplit(settings.PUBLIC_URL).hostname, urlsplit(website).hostname}


def tagged(address: str, *, source: str, campaign: str, code: str) -> str:
    """The address with campaign tags (S-53). What it already carries is kept, tags included."""
    parts = urlsplit(address)
    carried = parse_qsl(parts.query, keep_blank_values=True)
    names = {name for name, _ in carried}
    tags = {
        "utm_source": source,
        "utm_medium": _medium(source),
        "utm_campaign": campaign,
        "utm_content": code,
    }
    added = urlencode([(name, value) for name, value in tags.items() if name not in names])
    query = "&".join(part for part in (parts.query, added) if part)
    return urlunsplit(parts._replace(query=query))


def _medium(source: str) -> str:
    """How a visit from this kind of channel is called."""
    kind = registry.kinds().get(source)
    return kind.medium if kind else "social"


def campaign(day: date) -> str:
    """The quarter a day falls in, as a campaign is named: ``2026-q4``."""
    return f"{day.year}-q{(day.month + 2) // 3}"


def destination(publication: Publication) -> str:
    """Where the short link of a post leads: only ever what its row says. Without a link, its page in the news.

    Our own pages get campaign tags (S-53). Nothing is added to anybody else's address.
    """
    onward = publication.post.link if leads_somewhere(publication.post.link) else news_address(publication)
    if not ours(onward):
        return onward
    when: datetime = publication.published_at or publication.due_at
    day = publication.post.quarter.first if publication.post.quarter else when.date()
    return tagged(onward, source=publication.channel.kind, campaign=campaign(day), code=publication.code)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a short link leads, and which publication is followed by it."""

    publication: int
    address: str


def target_of(code: str) -> Target | None:
    """Where a code leads; None for one that no post has, and for a post that is not out yet."""
    publication = Publication.objects.select_related("post__quarter", "channel").filter(code=code).first()
    if publication is None or not is_out(publication):
        return None
    return Target(publication.pk, destination(publication))


def is_out(publication: Publication) -> bool:
    """Whether the world has seen the link, or may have: it went out, or a call to the channel has begun."""
    return publication.published_at is not None or publication.step not in NOT_OUT or publication.attempts.exists()


def leads_somewhere(address: str) -> bool:
    """Whether this is a web address we may send a resident to."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def news_address(publication: Publication) -> str:
    """The page of this post in the news, or the news itself."""
    return next((address for finder in _pages if (address := finder(publication))), NEWS)
