"""Insights: which metrics live, which are dead, and the figures. One dead name fails the whole call."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from .access import Caller
from .errors import GraphError, invalid
from .lists import moment, stamp
from .objects import Page, PagePost
from .world import DAY

METRICS: dict[str, Any] = json.loads(files(__package__).joinpath("metrics.json").read_text())
FEWEST_LIKES = 100
LONGEST_DAYS = 90
PACIFIC = ZoneInfo("America/Los_Angeles")
SPANS = {"day": 1, "week": 7, "days_28": 28}


def page_insights(who: Caller, page: Page) -> dict[str, Any]:
    """``GET /{page}/insights``. A Page with fewer than a hundred likes has none."""
    who.reads_insights(page)
    names = _names(who, "page")
    since, until = _range(who)
    if page.likes < FEWEST_LIKES:
        return {"data": []}
    return {"data": [row for name in names for row in _page_rows(who, page, name, since, until)]}


def post_insights(who: Caller, post: PagePost) -> dict[str, Any]:
    """``GET /{post}/insights``: over the life of the post."""
    page = who.world.pages[post.page]
    who.reads_insights(page)
    names = _names(who, "post")
    if page.likes < FEWEST_LIKES:
        return {"data": []}
    figures = _post_figures(post)
    return {"data": [_row(post.id, name, "lifetime", [{"value": figures[name]}]) for name in names]}


def _names(who: Caller, kind: str) -> list[str]:
    names = [name.strip() for name in who.request.text("metric").strip("[]").replace('"', "").split(",") if name.strip()]
    if not names:
        raise GraphError(3001, "(#3001) no metric was specified to fetch", subcode=1504028)
    if any(name not in METRICS[kind] for name in names):
        raise invalid("The value must be a valid insights metric")
    return names


def _range(who: Caller) -> tuple[float, float]:
    now, request = who.world.now(), who.request
    until = moment(request.text("until")) if request.text("until") else now
    since = moment(request.text("since")) if request.text("since") else until - 2 * DAY
    if until - since > LONGEST_DAYS * DAY:
        raise invalid("There cannot be more than 90 days (7776000 s) between since and until")
    if since > until:
        raise invalid("Since must come before until")
    return since, min(until, now)


def _page_rows(who: Caller, page: Page, name: str, since: float, until: float) -> list[dict[str, Any]]:
    wanted = who.request.text("period")
    periods = [wanted] if wanted else METRICS["page"][name]
    if wanted and wanted not in METRICS["page"][name]:
        raise invalid("The value must be a valid insights metric")
    ends = _ends(since, until)
    by_ads = who.request.text("breakdown") == "is_from_ads"
    return [
        _row(page.id, name, period, [row for end in ends for row in _told(_value(page, name, period, end), by_ads=by_ads)])
        for period in periods
    ]


def _told(value: dict[str, Any], *, by_ads: bool) -> list[dict[str, Any]]:
    """One value; or, broken down, one for what came by itself and one for what was paid for. Nothing is."""
    return [{**value, "is_from_ads": "0"}, {**value, "value": 0, "is_from_ads": "1"}] if by_ads else [value]


def _ends(since: float, until: float) -> list[datetime]:
    """Midnights in California, each the end of the day before it."""
    day = datetime.fromtimestamp(since, UTC).astimezone(PACIFIC).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = []
    while day.timestamp() <= until:
        if day.timestamp() > since:
            ends.append(day)
        day = (day.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=PACIFIC)
    return ends


def _value(page: Page, name: str, period: str, end: datetime) -> dict[str, Any]:
    days = SPANS[period]
    if name == "page_follows":
        value: Any = page.followers
    elif name in {"page_follows_city", "page_follows_country"}:
        value = {"Kirkintilloch, Scotland": page.followers} if name.endswith("city") else {"GB": page.followers}
    else:
        value = sum(_chance(f"{page.id} {name} {end.date() - timedelta(days=back)}", page.followers // 8) for back in range(days))
    return {"value": value, "end_time": stamp(end.timestamp())}


def _post_figures(post: PagePost) -> dict[str, Any]:
    seen = len(post.reactions) * 9 + _chance(post.id, 60)
    kinds: dict[str, int] = {}
    for how in post.reactions.values():
        wire = {"ANGRY": "anger", "SAD": "sorry"}.get(how, how.lower())
        kinds[wire] = kinds.get(wire, 0) + 1
    return {
        "post_media_view": seen + seen // 3,
        "post_total_media_view_unique": seen,
        "post_clicks": post.clicks,
        "post_clicks_by_type": {"link clicks": post.clicks} if post.clicks else {},
        "post_reactions_by_type_total": kinds,
    }


def _chance(text: str, most: int) -> int:
    """A number that is always the same for the same words."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % (most + 1)


def _row(owner: str, name: str, period: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    title = name.replace("_", " ").capitalize()
    return {"name": name, "period": period, "values": values, "title": title, "id": f"{owner}/insights/{name}/{period}"}
