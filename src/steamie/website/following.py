"""From a post to the website and on: who counts as a visit, and where the short link leads.

What counts (the public page /about-our-figures/ says the same): a visit is one following of a post's short link by a browser.
Robots, link previews, fetches made ahead of time and people signed in to the desk are set aside by rule and kept as such, and
so is the same visitor again on the same link within 30 minutes. A link of a post that is not out yet leads nowhere and counts
nothing. "The same visitor" is a one-way digest of network address and browser, salted afresh each day; it is held apart from
the visit, and thrown away after 30 minutes. No cookie is set; no address is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest

from steamie.channels import registry
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.strategy.models import Association

from .models import NewsPage
from .models.visits import Exclusion

AGAIN_AFTER = timedelta(minutes=30)
NEWS = "/news/"
# Before its first call a post is nobody's business yet; a link to it does not work.
NOT_OUT = (Step.APPROVED, Step.HELD, Step.REFUSED)


@cache
def known_robots() -> dict[str, tuple[str, ...]]:
    """Fragments of user agents that are not people, by rule."""
    data = tomllib.loads((Path(__file__).parent / "data" / "robots.toml").read_text())
    return {rule: tuple(fragments) for rule, fragments in data.items()}


def previewers() -> tuple[str, ...]:
    """Names by which what draws link previews knows itself in a robots file, as its makers document them."""
    return known_robots()["named_in_robots_txt"]


def set_aside(user_agent: str, headers: Mapping[str, str], *, staff: bool, head: bool = False) -> str:
    """The rule that keeps a visit from counting, or an empty string. Headers by lower-case name."""
    agent = user_agent.lower()
    purpose = " ".join(headers.get(name, "") for name in ("purpose", "sec-purpose", "x-purpose", "x-moz")).lower()
    for rule in (Exclusion.PREVIEW, Exclusion.ROBOT):
        if any(fragment in agent for fragment in known_robots()[rule.value]):
            return rule.value
    if head or not agent:
        return Exclusion.ROBOT.value
    if "prefetch" in purpose or "preview" in purpose or "prerender" in purpose:
        return Exclusion.PREFETCH.value
    return Exclusion.STAFF.value if staff else ""


def who(request: HttpRequest, *, staff: bool, day: date) -> tuple[str, str]:
    """The rule that sets this request aside, or an empty string; and the digest that tells whether it is a repeat."""
    agent = request.headers.get("User-Agent", "")
    headers = {name.lower(): value for name, value in request.headers.items()}
    excluded = set_aside(agent, headers, staff=staff, head=request.method == "HEAD")
    return excluded, caller(request.META.get("REMOTE_ADDR", ""), agent, day=day, key=settings.SECRET_KEY)


def caller(address: str, user_agent: str, *, day: date, key: str) -> str:
    """A digest that tells a repeat from a new visit, good for one day only."""
    salt = hmac.new(key.encode(), f"visits {day.isoformat()}".encode(), hashlib.sha256).digest()
    return hmac.new(salt, f"{address}\n{user_agent}".encode(), hashlib.sha256).hexdigest()


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


def is_out(publication: Publication) -> bool:
    """Whether the world has seen the link, or may have: it went out, or a call to the channel has begun."""
    return publication.published_at is not None or publication.step not in NOT_OUT or publication.attempts.exists()


def leads_somewhere(address: str) -> bool:
    """Whether this is a web address we may send a resident to."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def news_address(publication: Publication) -> str:
    """The page of this post in the news, or the news itself."""
    codes = publication.post.publications.values_list("code", flat=True)
    page = NewsPage.objects.filter(marker__in=list(codes), first_published_at__isnull=False).first()
    return (page.get_url() if page else None) or NEWS
