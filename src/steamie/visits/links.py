"""Where the short link of a post leads. A link of a post that is not out yet leads nowhere and counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from steamie.channels import registry
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step

NEWS = "/news/"
# Before its first call a post is nobody's business yet; a link to it does not work.
NOT_OUT = (Step.APPROVED, Step.HELD, Step.REFUSED)
Finder = Callable[[Publication], str | None]
_pages: list[Finder] = []


def finds_page(finder: Finder) -> Finder:
    """Register who knows the page of a post: the room of the website, which is above this one."""
    _pages.append(finder)
    return finder


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


@dataclass(frozen=True, slots=True)
class Target:
    """Where a short link leads, and which publication is followed by it."""

    publication: int
    address: str


# Plain SQL: the rows as models cost as much again as the rest of a visit. Whoever guesses at codes costs less still.
_WITH_CODE = """SELECT sent.id, sent.step, sent.published_at, COALESCE(quarter.first, sent.published_at, sent.due_at), post.link,
        channel.kind, (SELECT website FROM strategy_association ORDER BY id LIMIT 1),
        EXISTS (SELECT 1 FROM publishing_attempt WHERE publication_id = sent.id)
    FROM posts_publication AS sent
    JOIN posts_post AS post ON post.id = sent.post_id
    JOIN channels_channel AS channel ON channel.id = sent.channel_id
    LEFT JOIN plan_quarter AS quarter ON quarter.id = post.quarter_id
    WHERE sent.code = %s"""


def target_of(code: str) -> Target | None:
    """Where a code leads: only ever what the row of its post says. None for one that no post has, and for a post not out yet.

    Without a link, it is the page of the post in the news. Our own pages get campaign tags (S-53); nothing is added to anybody
    else's address. A post is out when the world has seen the link, or may have: a call to its channel has begun.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WITH_CODE, [code])
        row = cursor.fetchone()
    if row is None:
        return None
    number, step, published_at, day, link, kind, website, attempted = row
    if published_at is None and step in NOT_OUT and not attempted:
        return None
    onward = link if leads_somewhere(link) else news_address(Publication.objects.get(pk=number))
    if not _is_ours(onward, website or ""):
        return Target(number, onward)
    began = date.fromisoformat(str(day)[:10])  # one database gives a date or a moment, the other either in writing
    return Target(number, tagged(onward, source=kind, campaign=campaign(began), code=code))


def _is_ours(address: str, website: str) -> bool:
    """Whether this is a page of our own: here, or at the address the association gives as its website."""
    host = urlsplit(address).hostname
    return host is None or host in {urlsplit(settings.PUBLIC_URL).hostname, urlsplit(website).hostname}


def leads_somewhere(address: str) -> bool:
    """Whether this is a web address we may send a resident to."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def news_address(publication: Publication) -> str:
    """The page of this post in the news, or the news itself."""
    return next((address for finder in _pages if (address := finder(publication))), NEWS)
