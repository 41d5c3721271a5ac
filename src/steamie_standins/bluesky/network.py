"""What the network makes of the account: its profile, and how often each post was liked, reposted, quoted and answered."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from .errors import invalid
from .sessions import require
from .web import XrpcAnswer, XrpcRequest
from .world import BlueskyWorld, OthersReply, Record

MOST = 25  # posts in one call
COUNTS = ("likeCount", "repostCount", "quoteCount", "replyCount")


def profile(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``app.bsky.actor.getProfile``."""
    require(world, request)
    if request.one("actor") not in {world.did, world.handle}:
        raise invalid("Profile not found")
    return {
        "did": world.did,
        "handle": world.handle,
        "displayName": world.name,
        "followersCount": world.followers,
        "postsCount": sum(record.there for record in world.records.values()),
    }


def posts(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``app.bsky.feed.getPosts``: those of the addresses asked for that the network has."""
    require(world, request)
    uris = request.asked.get("uris", [])
    if not 0 < len(uris) <= MOST:
        raise invalid(f"Error: uris must have 1 to {MOST} elements")
    posts_by_address = {
        world.uri(record.key): record for record in world.records.values() if record.there and record.listed_from <= world.now()
    }
    found = {uri: _post(world, record) for uri, record in posts_by_address.items()}
    found |= {uri: _reply(reply) for uri, reply in world.replies.items()}
    return {"posts": [found[uri] for uri in uris if uri in found]}


def notifications(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``app.bsky.notification.listNotifications``: what others wrote, the newest first, by cursor."""
    require(world, request)
    limit, skipped = min(max(int(request.one("limit", "50")), 1), 100), int(request.one("cursor", "0"))
    rows = sorted(world.replies.values(), key=lambda reply: -reply.indexed_at)
    more = {"cursor": str(skipped + limit)} if len(rows) > skipped + limit else {}
    return {"notifications": [_reply(one) | {"reason": "reply"} for one in rows[skipped : skipped + limit]], **more}


def _reply(reply: OthersReply) -> dict[str, Any]:
    stamp = datetime.fromtimestamp(reply.indexed_at, UTC).isoformat().replace("+00:00", "Z")
    author = {"did": reply.did, "handle": reply.handle, "displayName": reply.handle.partition(".")[0].title()}
    return {"uri": reply.uri, "cid": reply.cid, "author": author, "record": reply.value, "indexedAt": stamp}


def _post(world: BlueskyWorld, record: Record) -> dict[str, Any]:
    author = {"did": world.did, "handle": world.handle, "displayName": world.name}
    counts = {name: record.counts.get(name, 0) for name in COUNTS}
    return {"uri": world.uri(record.key), "cid": record.cid, "author": author, "record": record.value, **counts}


def page(world: BlueskyWorld, key: str = "") -> XrpcAnswer:
    """What is on the account, for a person to look at; or one post of it."""
    shown = [record for record in sorted(world.records.values(), key=lambda record: record.key, reverse=True) if record.there]
    shown = [record for record in shown if key in ("", record.key)]
    articles = "".join(f"<article><p>{escape(str(one.value['text']))}</p><p>{_beside(one)}</p></article>" for one in shown)
    title = f"{escape(world.name)} (stand-in)"
    body = f"<h1>{title}</h1><p>This is not Bluesky: it is a stand-in on this machine.</p>{articles or '<p>Nothing is here.</p>'}"
    html = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    )
    return XrpcAnswer(200 if shown or not key else 404, html.encode(), "text/html; charset=utf-8")


def _beside(record: Record) -> str:
    """The link of its card, and what its pictures show."""
    embed = record.value.get("embed", {})
    pictures = [f"Picture: {image['alt']}" for image in embed.get("images", [])]
    return escape(" ".join([embed.get("external", {}).get("uri", ""), *pictures]).strip())
