"""The lists that hang from a thing: a Page's posts, a post's comments and reactions, a comment's replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import lists, messaging
from .access import Caller
from .errors import invalid
from .objects import Comment, Page, PagePost, User
from .world import GraphWorld

REACTIONS = ("LIKE", "LOVE", "CARE", "HAHA", "WOW", "SAD", "ANGRY", "PRIDE", "THANKFUL")


@dataclass(slots=True)
class EdgeContents:
    """What a list holds, before it is cut: the things in order, which of them may be shown, and its summary."""

    things: list[Any]
    shown: Callable[[Any], bool] = lambda _: True
    key: Callable[[Any], str] = lambda thing: thing.id
    write: Callable[[Any], dict[str, Any]] | None = None
    of: type = PagePost
    summary: dict[str, Any] = field(default_factory=dict)


Edge = Callable[[Caller, Any, dict[str, Any]], EdgeContents]


# A Page's posts


def feed(caller: Caller, page: Page, fields: dict[str, Any]) -> EdgeContents:
    """Everything on the Page, residents' posts too."""
    caller.reads(page)
    return _posts(caller.world, page, fields, lambda post: post.published and not post.hidden)


def published_posts(caller: Caller, page: Page, fields: dict[str, Any]) -> EdgeContents:
    """What the Page itself has published."""
    caller.reads(page)
    return _posts(caller.world, page, fields, lambda post: post.published and not post.author)


def visitor_posts(caller: Caller, page: Page, fields: dict[str, Any]) -> EdgeContents:
    """What residents have put on the Page."""
    caller.reads_comments(page)
    return _posts(caller.world, page, fields, lambda post: post.published and bool(post.author))


def scheduled_posts(caller: Caller, page: Page, fields: dict[str, Any]) -> EdgeContents:
    """What Facebook's own scheduler holds."""
    caller.as_page(page)
    return _posts(caller.world, page, fields, lambda post: bool(post.scheduled))


def promotable_posts(caller: Caller, page: Page, fields: dict[str, Any]) -> EdgeContents:
    """The Page's posts, seen and unseen; ``is_published=false`` gives the unseen."""
    caller.as_page(page)
    wanted = {"true": True, "1": True, "false": False, "0": False}.get(str(fields.get("is_published", "")).lower())
    return _posts(caller.world, page, fields, lambda post: not post.author and wanted in {None, post.published})


def _posts(world: GraphWorld, page: Page, fields: dict[str, Any], belongs: Callable[[PagePost], bool]) -> EdgeContents:
    since = lists.moment(str(fields["since"])) if fields.get("since") else 0
    until = lists.moment(str(fields["until"])) if fields.get("until") else float("inf")
    now = world.now()
    mine = [post for post in world.posts.values() if post.page == page.id and since <= (post.created or post.made_at) <= until]
    mine = [post for post in mine if post.listed_from <= now and (belongs(post) or post.deleted)]
    mine.sort(key=lambda post: (post.created or post.made_at, int(post.id.partition("_")[2])), reverse=True)
    return EdgeContents(mine, shown=lambda post: not post.deleted)


def conversations(caller: Caller, page: Page, _: dict[str, Any]) -> EdgeContents:
    """What was written to the Page in private."""
    rows = messaging.exchanges(caller, page)
    return EdgeContents(rows, key=lambda row: str(row["id"]), write=lambda row: dict(row))


def roles(caller: Caller, page: Page, _: dict[str, Any]) -> EdgeContents:
    """Whoever has a role on the Page, and what they may do there."""
    caller.as_page(page)
    people = [user for user in caller.world.users.values() if user.pages.get(page.id)]
    return EdgeContents(people, write=lambda user: _role(user, page))


def _role(user: User, page: Page) -> dict[str, Any]:
    tasks = user.pages[page.id]
    return {"id": user.id, "name": user.name, "role": "Administrator" if "MANAGE" in tasks else "Editor", "tasks": list(tasks)}


# What hangs from a post or a comment


def comments(caller: Caller, thing: PagePost | Comment, fields: dict[str, Any]) -> EdgeContents:
    """Comments on a post, or replies to a comment; ``filter=stream`` gives both in one list."""
    world = caller.world
    post = thing if isinstance(thing, PagePost) else world.posts[thing.post]
    caller.reads_comments(world.pages[post.page])
    stream = fields.get("filter") == "stream"
    here = [one for one in world.comments.values() if one.post == post.id and _hangs(one, thing, stream=stream)]
    order = str(fields.get("order", "chronological"))
    here.sort(key=lambda one: (one.made_at, one.id), reverse=order == "reverse_chronological")
    count = sum(1 for one in here if not one.deleted)
    return EdgeContents(
        here, lambda one: not one.deleted, of=Comment, summary={"order": order, "total_count": count, "can_comment": True}
    )


def _hangs(comment: Comment, thing: PagePost | Comment, *, stream: bool) -> bool:
    if isinstance(thing, Comment):
        return comment.parent == thing.id
    return stream or not comment.parent


def reactions(caller: Caller, post: PagePost, fields: dict[str, Any]) -> EdgeContents:
    """Who reacted, and how; ``type`` picks one sort."""
    caller.reads(caller.world.pages[post.page])
    sort = str(fields.get("type", "NONE")).upper()
    if sort not in {*REACTIONS, "NONE"}:
        raise invalid("Param type must be one of {NONE, " + ", ".join(REACTIONS) + "}")
    people = [(who, how) for who, how in post.reactions.items() if sort in {"NONE", how}]
    return EdgeContents(
        people,
        key=lambda pair: pair[0],
        write=lambda pair: {"id": pair[0], "type": pair[1]},
        summary={"total_count": len(people), "viewer_reaction": post.reactions.get(caller.token.page, "NONE")},
    )


def likes(caller: Caller, thing: PagePost | Comment, _: dict[str, Any]) -> EdgeContents:
    """Who liked."""
    page = caller.world.pages[thing.page if isinstance(thing, PagePost) else caller.world.posts[thing.post].page]
    caller.reads(page)
    people = [who for who, how in thing.reactions.items() if how == "LIKE"] if isinstance(thing, PagePost) else thing.likes
    return EdgeContents(
        list(people),
        key=str,
        write=lambda who: {"id": who},
        summary={"total_count": len(people), "can_like": True, "has_liked": caller.token.page in people},
    )


OF: dict[type, dict[str, Edge]] = {
    Page: {
        "feed": feed,
        "posts": published_posts,
        "published_posts": published_posts,
        "visitor_posts": visitor_posts,
        "scheduled_posts": scheduled_posts,
        "promotable_posts": promotable_posts,
        "conversations": conversations,
        "roles": roles,
    },
    PagePost: {"comments": comments, "reactions": reactions, "likes": likes},
    Comment: {"comments": comments, "likes": likes},
}
