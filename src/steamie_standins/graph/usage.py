"""How much of the allowance is used, told in headers once it is worth telling."""

from __future__ import annotations

import json
from collections import deque

from .objects import Token
from .world import DAY, GraphWorld

HOUR = 3_600
PER_ENGAGED_USER = 4_800  # calls a day with a Page's token
COUNTED_EVERY = 10  # seconds
PER_USER = 200  # calls an hour with a user's or an application's token


def count(world: GraphWorld, token: Token) -> None:
    """One more call."""
    world.calls.setdefault(token.page or "app", deque(maxlen=200_000)).append(world.now())


def headers(world: GraphWorld, value: str, *, throttled: bool = False) -> list[tuple[str, str]]:
    """``X-App-Usage`` and ``X-Business-Use-Case-Usage``, in percent and minutes, once one percent is used."""
    token = world.tokens.get(value)
    page = token.page if token else ""
    own = 100 if throttled and page else page_share(world, page) if page else 0
    app = 100 if throttled and not page else _share(world, "app", HOUR, PER_USER * max(1, len(world.users)))
    out = []
    if app >= 1:
        out.append(("X-App-Usage", json.dumps({"call_count": app, "total_time": app // 2, "total_cputime": app // 3})))
    if own >= 1:
        shares = {"call_count": own, "total_cputime": own // 3, "total_time": own // 2}
        row = {"type": "pages"} | shares | {"estimated_time_to_regain_access": 5 if throttled else 0}
        out.append(("X-Business-Use-Case-Usage", json.dumps({page: [row]})))
    return out


def page_share(world: GraphWorld, page: str) -> int:
    """Percent of the day's allowance used: it grows with the people who react to the Page."""
    return _share(world, page, DAY, PER_ENGAGED_USER * max(1, _engaged(world, page)))


def _engaged(world: GraphWorld, page: str) -> int:
    """Counted at most every ten seconds: it looks at every post."""
    counted, people = world.engaged.get(page, (float("-inf"), 0))
    if world.now() - counted < COUNTED_EVERY:
        return people
    people = len({who for post in world.posts.values() if post.page == page for who in post.reactions})
    world.engaged[page] = (world.now(), people)
    return people


def _share(world: GraphWorld, who: str, seconds: int, allowed: int) -> int:
    calls = world.calls.get(who)
    if not calls:
        return 0
    while calls and calls[0] < world.now() - seconds:
        calls.popleft()
    return int(100 * len(calls) / allowed)
