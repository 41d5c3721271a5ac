"""Counts of an account and of its posts: what the network has, which may be a little later than the account itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from steamie.channels.contract import ChannelError, Disconnected, Figure, Measure

from .client import BlueskyServer
from .errors import UNSURE

AT_ONCE = 25  # posts that one call may ask for
VERSION = "AT Protocol"
MEASURES = (
    Measure("likes", "Likes", "Accounts that liked the post, up to the day of reading.", "likeCount", VERSION),
    Measure(
        "shares",
        "Reposts",
        "Times the post was reposted without words of the reposter’s own, up to the day of reading.",
        "repostCount",
        VERSION,
    ),
    Measure(
        "quotes",
        "Quotes",
        "Times the post was reposted with words of the reposter’s own, up to the day of reading.",
        "quoteCount",
        VERSION,
    ),
    Measure(
        "comments", "Replies", "Replies to the post itself, up to the day of reading, our own included.", "replyCount", VERSION
    ),
    Measure(
        "followers", "Followers", "Accounts that follow ours on the day of reading.", "followersCount", VERSION, of_a_post=False
    ),
)
NOT_LISTED = "Bluesky did not list this post."


def read(server: BlueskyServer, did: str, uris: Mapping[str, str], *, day: date) -> Iterator[Figure]:
    """Every measure, of the account and of each post. ``uris``: the address of each post in the network, by its key."""
    profile, problem = _asked(server, "app.bsky.actor.getProfile", {"actor": did})
    yield from _figures(profile, "", day, problem or "Bluesky gave no figure.")
    keys = list(uris)
    for first in range(0, len(keys), AT_ONCE):
        yield from _posts(server, {key: uris[key] for key in keys[first : first + AT_ONCE]}, day)


def _posts(server: BlueskyServer, uris: Mapping[str, str], day: date) -> Iterator[Figure]:
    answer, problem = _asked(server, "app.bsky.feed.getPosts", {"uris": list(uris.values())})
    listed = answer.get("posts")
    rows = {str(row.get("uri")): row for row in listed if isinstance(row, dict)} if isinstance(listed, list) else {}
    for key, uri in uris.items():
        yield from _figures(rows.get(uri, {}), key, day, problem or NOT_LISTED)


def _figures(row: Mapping[str, Any], key: str, day: date, problem: str) -> Iterator[Figure]:
    for measure in MEASURES:
        if measure.of_a_post == bool(key):
            value = row.get(measure.field)
            count = value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
            definition = f"Bluesky, field {measure.field}"
            yield Figure(measure.code, count, definition, remote_id=key, day=day, problem="" if count is not None else problem)


def _asked(server: BlueskyServer, name: str, query: Mapping[str, Any], /) -> tuple[dict[str, Any], str]:
    """An answer, or nothing and the reason."""
    try:
        return server.get(name, query), ""
    except Disconnected as problem:
        return {}, f"{problem} {problem.remedy}"
    except ChannelError as problem:
        return {}, str(problem).removesuffix(UNSURE)


def wanted(keys: Sequence[str], did: str, collection: str) -> dict[str, str]:
    """The address in the network of each post, by its key."""
    return {key: f"at://{did}/{collection}/{key}" for key in keys}
