"""Who counts as a visitor, and what tells a repeat from a new visit.

What counts (the public page /about-our-figures/ says the same): a visit is one following of a post's short link by a browser.
Robots, link previews, fetches made ahead of time, people signed in to the desk and people who asked not to be counted are set
aside by rule and kept as such, and so is the same visitor again on the same link within 30 minutes. "The same visitor" is a
one-way digest of network address and browser, salted afresh each day; it is held apart from the visit, and thrown away after
30 minutes. No cookie is set; no address is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from .models import Exclusion

AGAIN_AFTER = timedelta(minutes=30)
PURPOSES = ("purpose", "sec-purpose", "x-purpose", "x-moz")  # in which browsers say that nobody has asked for the page yet
SIGNALS = ("sec-gpc", "dnt")  # Global Privacy Control, and Do Not Track before it


@cache
def known_robots() -> dict[str, tuple[str, ...]]:
    """Fragments of user agents that are not people, by rule."""
    data = tomllib.loads((Path(__file__).parent / "robots.toml").read_text())
    return {rule: tuple(fragments) for rule, fragments in data.items()}


def previewers() -> tuple[str, ...]:
    """Names by which what draws link previews knows itself in a robots file, as its makers document them."""
    return known_robots()["named_in_robots_txt"]


def set_aside(user_agent: str, headers: Mapping[str, str], *, staff: bool, head: bool = False) -> str:
    """The rule that keeps a visit from counting, or an empty string. Headers by lower-case name."""
    purpose = " ".join(headers.get(name, "") for name in PURPOSES).lower()
    if rule := _robot(user_agent.lower()):
        return rule
    if head or not user_agent:
        return Exclusion.ROBOT.value
    if "prefetch" in purpose or "preview" in purpose or "prerender" in purpose:
        return Exclusion.PREFETCH.value
    if staff:
        return Exclusion.STAFF.value
    return Exclusion.OBJECTION.value if objects(headers) else ""


@lru_cache(maxsize=1000)
def _robot(agent: str) -> str:
    """The rule by which this user agent is no person, or an empty string. A few browsers ask for most pages."""
    rules = (Exclusion.PREVIEW.value, Exclusion.ROBOT.value)
    return next((rule for rule in rules if any(fragment in agent for fragment in known_robots()[rule])), "")


def objects(headers: Mapping[str, str]) -> bool:
    """Whether a browser was told to say that its owner does not want to be counted. Headers by lower-case name."""
    return any(headers.get(name) == "1" for name in SIGNALS)


def who(request: HttpRequest, *, staff: bool, day: date) -> tuple[str, str]:
    """The rule that sets this request aside, or an empty string; and the digest that tells whether it is a repeat."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    headers = {name: request.META.get(f"HTTP_{name.upper().replace('-', '_')}", "") for name in PURPOSES + SIGNALS}
    excluded = set_aside(agent, headers, staff=staff, head=request.method == "HEAD")
    return excluded, caller(request.META.get("REMOTE_ADDR", ""), agent, day=day, key=settings.SECRET_KEY)


def caller(address: str, user_agent: str, *, day: date, key: str) -> str:
    """A digest that tells a repeat from a new visit, good for one day only."""
    return hmac.new(_salt(day, key), f"{address}\n{user_agent}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=2)
def _salt(day: date, key: str) -> bytes:
    return hmac.new(key.encode(), f"visits {day.isoformat()}".encode(), hashlib.sha256).digest()
