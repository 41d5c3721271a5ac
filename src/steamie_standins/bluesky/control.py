"""What a test or a drill may ask of the stand-in: its own truth, faults, the clock, the account. Loopback only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from . import faults, repository
from .network import COUNTS
from .web import XrpcAnswer, XrpcRequest, as_json
from .world import POST, BlueskyWorld, OthersReply, Record, fingerprint

OURS = {"127.0.0.1", "localhost", "::1", "bsky.social", "testserver"}  # the last two: in process


def answer(world: BlueskyWorld, request: XrpcRequest) -> XrpcAnswer:
    """One request of a test. Anything but JSON is refused, so that no web page can send it."""
    if urlsplit(f"//{request.host}").hostname not in OURS:
        return as_json({"error": "The controls answer on this machine only."}, 403)
    name = request.path.removeprefix("/_control/").strip("/")
    if request.method == "GET" and name == "truth":
        return as_json(truth(world, calls=request.one("calls", "1") != "0"))
    act = ACTS.get(name)
    if act is None or request.method != "POST":
        return as_json({"error": f"There is no control called {name!r}.", "controls": ["truth", *ACTS]}, 404)
    if request.media_type != "application/json":
        return as_json({"error": "Send application/json."}, 415)
    try:
        return as_json(act(world, request.fields))
    except (KeyError, ValueError, TypeError) as error:
        return as_json({"error": str(error)}, 400)


def truth(world: BlueskyWorld, *, calls: bool = True) -> dict[str, Any]:
    """Everything that ever was: each post with the times it could be seen, and every call."""
    every = [*world.removed, *world.records.values()]
    out: dict[str, Any] = {"now": world.now(), "posts": [_post(record) for record in every]}
    out["faults"] = [asdict(fault) for fault in world.faults]
    return out | ({"calls": list(world.log)} if calls else {})


def _post(record: Record) -> dict[str, Any]:
    return {
        "id": record.key,
        "message": record.value["text"],
        "record": record.value,
        "periods": record.periods,
        "times_visible": len(record.periods),
        "visible": record.there,
        "deleted": 0 if record.there else record.periods[-1][1],
        "edits": [],  # nothing on Bluesky can be changed
    }


def _faults(world: BlueskyWorld, fields: dict[str, Any]) -> Any:
    """``{"faults": "drop=0.1"}``, ``"usual"`` or a list replaces what was set; also the ``lag`` of counts, and the ``seed``."""
    wanted = fields.get("faults", [])
    world.faults = faults.spelled(wanted) if isinstance(wanted, str) else [faults.of(one) for one in wanted]
    world.lag = float(fields.get("lag", world.lag))
    if "seed" in fields:
        world.chance.seed(fields["seed"])
    return {"faults": [asdict(fault) for fault in world.faults], "lag": world.lag}


def _clock(world: BlueskyWorld, fields: dict[str, Any]) -> Any:
    """``{"advance": seconds}``."""
    world.offset += float(fields.get("advance", 0))
    return {"now": world.now()}


def _reset(world: BlueskyWorld, fields: dict[str, Any]) -> Any:
    """An empty account, no faults, the real clock."""
    world.seed = int(fields.get("seed", world.seed))
    world.forget()
    return {"reset": True}


def _account(world: BlueskyWorld, fields: dict[str, Any]) -> Any:
    """The account, with what opens it. ``followers``, ``handle``, ``name``, ``password`` and ``state`` may be set."""
    for name in ("followers", "handle", "name", "password", "state"):
        if name in fields:
            setattr(world, name, type(getattr(world, name))(fields[name]))
    if "password" in fields:
        world.sessions.clear()  # whoever signed in with the old one is out
    credentials = {"handle": world.handle, "app_password": world.password}
    return {"id": world.did, "name": world.handle, "credentials": credentials, "followers": world.followers, "state": world.state}


def _residents(world: BlueskyWorld, fields: dict[str, Any]) -> Any:
    """``{"post": key, "likes": 5, "reposts": 2, "quotes": 1, "replies": 3}``: made-up people take part;
    ``{"post": key, "say": words, "to": address, "handle": …}`` replies, ``{"remove": address}`` takes a reply down."""
    if "remove" in fields:
        return {"removed": world.replies.pop(fields["remove"]).uri}
    if "say" in fields:
        return {"uri": _says(world, fields)}
    record = world.records[fields["post"]]
    for name, field in zip(("likes", "reposts", "quotes", "replies"), COUNTS, strict=True):
        record.counts[field] = record.counts.get(field, 0) + int(fields.get(name, 0))
    return {"post": record.key, **record.counts}


def _says(world: BlueskyWorld, fields: dict[str, Any]) -> str:
    """A reply by somebody else, to a post of the account or, by its address, to another reply; its own address."""
    handle = str(fields.get("handle", "resident.bsky.social"))
    did = "did:plc:" + fingerprint(handle.encode())[7:31]
    above = world.replies.get(str(fields.get("to", "")))
    post = world.records[fields["post"]]
    root = {"uri": world.uri(post.key), "cid": post.cid}
    parent = {"uri": above.uri, "cid": above.cid} if above else root
    value = {"$type": POST, "text": str(fields["say"]), "reply": {"root": root, "parent": parent}}
    uri = f"at://{did}/{POST}/{world.key()}"
    world.replies[uri] = OthersReply(uri, fingerprint(uri.encode()), did, handle, value, world.now())
    return uri


def _keeper(world: BlueskyWorld, fields: dict[str, Any]) -> Any:
    """Somebody acts on the account itself: ``{"say": words}`` posts, ``{"post": key}`` deletes."""
    if "post" in fields:
        repository.take_down(world, world.records[fields["post"]])
        return {"done": True}
    key, now = world.key(), world.now()
    value = {"$type": POST, "text": str(fields["say"]), "createdAt": "2026-11-01T09:00:00Z"}
    world.records[key] = Record(key, value, "bafkreisaid", [[now, None]], listed_from=now)
    return {"post": key}


ACTS: dict[str, Callable[[BlueskyWorld, dict[str, Any]], Any]] = {
    "faults": _faults,
    "clock": _clock,
    "reset": _reset,
    "account": _account,
    "residents": _residents,
    "keeper": _keeper,
}
