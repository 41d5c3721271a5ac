"""What a test or a drill may ask of the stand-in: its own truth, faults, the clock, tokens, a new start. Loopback only."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from . import faults, keeper, messaging, webhooks
from .objects import Page, PagePost, Photo
from .posting import add_comment
from .web import GraphAnswer, GraphRequest, as_json
from .world import GraphWorld

OURS = {"127.0.0.1", "localhost", "::1", "graph.facebook.com", "testserver"}  # the last two: in process


def answer(world: GraphWorld, request: GraphRequest) -> GraphAnswer:
    """One request of a test. Anything but JSON is refused, so that no web page can send it."""
    if urlsplit(f"//{request.host}").hostname not in OURS:
        return as_json({"error": "The controls answer on this machine only."}, 403)
    name = request.path.removeprefix("/_control/").strip("/")
    if request.method == "GET" and name == "truth":
        with world.lock:
            world.tick()
            return as_json(truth(world, calls=request.text("calls", "1") != "0"))
    act = ACTS.get(name)
    if act is None or request.method != "POST":
        return as_json({"error": f"There is no control called {name!r}.", "controls": ["truth", *ACTS]}, 404)
    if request.media_type != "application/json":
        return as_json({"error": "Send application/json."}, 415)
    return _done(world, request, act)


def _done(world: GraphWorld, request: GraphRequest, act: Callable[[GraphWorld, dict[str, Any]], Any]) -> GraphAnswer:
    try:
        if act in UNLOCKED:
            return as_json(act(world, request.fields))
        with world.lock:
            world.tick()
            result = act(world, request.fields)
            world.flush()
            return as_json(result)
    except (KeyError, ValueError, TypeError) as error:
        return as_json({"error": str(error)}, 400)


def truth(world: GraphWorld, *, calls: bool = True) -> dict[str, Any]:
    """Everything that ever was: each post with the times it could be seen, and every call."""
    out: dict[str, Any] = {
        "now": world.now(),
        "posts": [_post(world, post) for post in world.posts.values()],
        "comments": [asdict(comment) for comment in world.comments.values()],
        "messages": [asdict(message) for message in world.messages.values()],
        "pages": [asdict(page) for page in world.pages.values()],
        "faults": [asdict(fault) for fault in world.faults],
    }
    return out | ({"calls": world.log, "calls_dropped": world.dropped_log} if calls else {})


def _post(world: GraphWorld, post: PagePost) -> dict[str, Any]:
    photos = [world.photos[photo] for photo in post.photos]
    return asdict(post) | {
        "times_visible": len(post.periods),
        "visible": post.published and not post.deleted,
        "photos": [{"id": photo.id, "alt": photo.alt, "caption": photo.caption} for photo in photos],
        "comments": sum(1 for one in world.comments.values() if one.post == post.id and not one.deleted),
    }


def _faults(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"faults": [{"name", "rate", "route", "count", "seconds"}]}`` or ``{"faults": "drop=0.1"}`` replaces what was set."""
    wanted = fields.get("faults", [])
    world.faults = faults.spelled(wanted) if isinstance(wanted, str) else [faults.of(one) for one in wanted]
    if "lag" in fields:
        world.lag = float(fields["lag"])
    if "seed" in fields:
        world.chance.seed(fields["seed"])
    return {"faults": [asdict(fault) for fault in world.faults], "lag": world.lag}


def _clock(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"advance": seconds}`` or ``{"at": Unix seconds}``."""
    world.offset += float(fields.get("advance", 0))
    if "at" in fields:
        world.offset += float(fields["at"]) - world.now()
    world.tick()
    return {"now": world.now()}


def _reset(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """An empty Page, no faults, the real clock."""
    world.seed = int(fields.get("seed", world.seed))
    world.forget()
    return {"reset": True}


def _page(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """Followers, likes, name of the Page; ``roles: false`` takes the administrator's role away."""
    page = world.pages[str(fields.pop("page", next(iter(world.pages))))]
    roles = fields.pop("roles", None)
    for name in ("followers", "likes", "name", "about", "username", "website", "published"):
        if name in fields:
            setattr(page, name, type(getattr(page, name))(fields[name]))
    if roles is not None:
        user = next(iter(world.users.values()))
        user.pages = {page.id: ["ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]} if roles else {}
        world.keep(user)
    return asdict(world.keep(page))


def _second_page(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """Another Page of the same administrator, as happens."""
    page = world.keep(Page(str(fields["page"]), str(fields["name"])))
    user = next(iter(world.users.values()))
    user.pages[page.id] = ["ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]
    world.keep(user)
    return asdict(page)


def _tokens(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"kind": "page"|"user", "scopes": […], "expires_in": seconds}`` makes one; ``{"kill": …, "subcode": 460}`` ends one."""
    if "kill" in fields:
        token = world.tokens[fields["kill"]]
        token.dead = int(fields.get("subcode", 460))
        world.keep(token)
        return {"killed": True}
    wanted: dict[str, Any] = {name: fields[name] for name in ("kind", "scopes", "pages", "page") if name in fields}
    if fields.get("expires_in"):
        wanted["expires"] = world.now() + float(fields["expires_in"])
    token = world.mint(**wanted)
    return {"access_token": token.value, "app_id": world.app_id, "app_secret": world.app_secret, "page": token.page}


def _account(world: GraphWorld, _given: dict[str, Any]) -> Any:
    """The Page, with what opens it: a token made for whoever asks."""
    page = next(iter(world.pages.values()))
    credentials = {"app_id": world.app_id, "app_secret": world.app_secret}
    credentials |= {"page_id": page.id, "page_token": world.mint(kind="page").value}
    return {"id": page.id, "name": page.name, "credentials": credentials}


def _residents(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"post": id, "likes": 5, "shares": 2, "comments": ["…"], "say": [{"text", "author", "name", "parent", "ago"}]}``: made-up
    residents take part; ``{"edit": comment, "text": "…"}``, ``{"remove": comment}``; or one writes in private:
    ``{"writes": person, "text": "…"}``."""
    if "writes" in fields:
        message = messaging.wrote(world, str(fields["writes"]), str(fields.get("text", "")))
        message.at -= float(fields.get("ago", 0))
        message.inbound = not fields.get("ours", False)
        return {"message": world.keep(message).id}
    if "blocks_the_page" in fields:  # a resident who wants nothing from the Page any more
        world.blocked.add(f"no page:{fields['blocks_the_page']}")
        return {"blocked": True}
    if "edit" in fields or "remove" in fields:
        return _takes_back(world, fields)
    post = world.posts[fields["post"]]
    for number in range(int(fields.get("likes", 0))):
        post.reactions.setdefault(f"resident-{number + 1}", str(fields.get("reaction", "LIKE")))
    post.shares += int(fields.get("shares", 0))
    post.clicks += int(fields.get("clicks", 0))
    comments = [add_comment(world, post, text, "resident-1", "Resident One").id for text in fields.get("comments", [])]
    comments += [_says(world, post, one) for one in fields.get("say", [])]
    world.keep(post)
    return {"post": post.id, "comments": comments}


def _says(world: GraphWorld, post: PagePost, one: dict[str, Any]) -> str:
    """A comment by anybody, perhaps under another, perhaps some seconds ago; from somebody blocked there is none."""
    author = str(one.get("author", "resident-1"))
    if author in world.blocked:
        raise ValueError(f"{author} is blocked")
    comment = add_comment(world, post, str(one["text"]), author, str(one.get("name", "Resident One")), str(one.get("parent", "")))
    comment.made_at -= float(one.get("ago", 0))
    comment.hidden = bool(one.get("hidden", False))
    world.keep(comment)
    return comment.id


def _takes_back(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """A resident changes or deletes a comment of their own."""
    comment = world.comments[fields.get("edit") or fields["remove"]]
    if "edit" in fields:
        comment.message = str(fields["text"])
        webhooks.commented(world, world.posts[comment.post], comment, "edited")
        world.keep(comment)
    else:
        keeper.silence(world, comment)
    return {"comment": comment.id}


def _rung(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"rung": "development"|"standard"|"advanced"}``: how far Meta has let the application."""
    if fields["rung"] not in {"development", "standard", "advanced"}:
        raise ValueError("There is no such rung")
    world.rung = str(fields["rung"])
    return {"rung": world.rung}


def _history(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"posts": [{"message", "link", "at", "until", "likes", "shares", "comments", "photos": [{"picture", "alt"}]}],
    "pictures": {name: JPEG in base 64}}``: posts of the past. Gives their ids. ``until``: when it was taken down."""
    pictures = {name: _kept(world, b64decode(content, validate=True)) for name, content in fields.get("pictures", {}).items()}
    return {"posts": [_past(world, one, pictures) for one in fields["posts"]]}


def _kept(world: GraphWorld, content: bytes) -> str:
    """Keep the bytes once, however many posts show them; under what name."""
    name = f"sha256-{sha256(content).hexdigest()}"
    world.store.put_media(name, content)
    return name


def _past(world: GraphWorld, one: dict[str, Any], pictures: dict[str, str]) -> str:
    page, at = next(iter(world.pages)), float(one["at"])
    post = PagePost(f"{page}_{world.number()}", page, at, str(one.get("message", "")), str(one.get("link", "")))
    post.shares = int(one.get("shares", 0))
    for shown in one.get("photos", []):
        media = pictures[str(shown["picture"])]
        photo = Photo(world.number(), page, at, "image/jpeg", alt=str(shown["alt"]), post=post.id, media=media)
        post.photos.append(world.keep(photo).id)
    post.show(at)
    world.keep(post)
    said = _residents(world, {"post": post.id, "likes": one.get("likes", 0), "comments": one.get("comments", [])})
    for number, comment in enumerate(said["comments"], start=1):
        world.comments[comment].made_at = min(at + 3_600 * number, world.now())
    if "until" in one:
        post.unshow(float(one["until"]))
        post.deleted = float(one["until"])
    return post.id


def _keeper(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """Somebody acts on the Page itself: ``{"say": words}``, ``{"post": id, "message": words}``, ``{"post": id}`` deletes it,
    ``{"comment": id}`` deletes a comment."""
    if "say" in fields:
        return {"post": keeper.say(world, str(fields["say"])).id}
    if "comment" in fields:
        keeper.silence(world, world.comments[fields["comment"]])
    elif "message" in fields:
        keeper.reword(world, world.posts[fields["post"]], str(fields["message"]))
    else:
        keeper.remove(world, world.posts[fields["post"]])
    return {"done": True}


def _webhooks(world: GraphWorld, fields: dict[str, Any]) -> Any:
    """``{"address", "verify"}`` subscribes; ``{"send": true}`` sends what waits, by ``twice``, ``lost``, ``shuffle``
    and ``batch``; ``{"raw": entries}`` sends these, and ``{"forge": entries}`` under another secret."""
    if "forge" in fields:
        return {"status": webhooks.forge(world, fields["forge"])}
    if "raw" in fields:
        return {"status": webhooks.deliver(world, fields["raw"])}
    if fields.get("send"):
        return {"statuses": webhooks.send(world)}
    how = {name: fields[name] for name in ("twice", "lost", "shuffle", "batch") if name in fields}
    return {"subscribed": world.hook.subscribe(str(fields["address"]), str(fields.get("verify", "")), **how)}


ACTS: dict[str, Callable[[GraphWorld, dict[str, Any]], Any]] = {
    "faults": _faults,
    "clock": _clock,
    "reset": _reset,
    "page": _page,
    "pages": _second_page,
    "tokens": _tokens,
    "account": _account,
    "residents": _residents,
    "history": _history,
    "keeper": _keeper,
    "webhooks": _webhooks,
    "rung": _rung,
}
UNLOCKED = (_webhooks,)  # they call out, and must not hold the world while they wait
