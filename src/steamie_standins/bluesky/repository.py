"""The account's records and pictures: made, read, listed, taken down."""

from __future__ import annotations

import json
from typing import Any

from . import records
from .errors import Refusal, internal, invalid, not_there
from .sessions import require
from .web import XrpcRequest
from .world import POST, BlueskyWorld, Record, fingerprint

LARGEST_UPLOAD = 5 * 1024 * 1024


def create(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.repo.createRecord``. A key that is taken already is an internal error, as it is at the real server."""
    key, value = _asked(world, request)
    standing = world.records.get(key)
    if standing is not None and standing.there:
        raise internal()
    return _written(world, key, value)


def put(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.repo.putRecord``: makes or replaces. ``swapRecord: null`` demands that there be none yet."""
    key, value = _asked(world, request)
    standing = world.records.get(key)
    there = standing if standing is not None and standing.there else None
    if "swapRecord" in request.fields and (there.cid if there else None) != request.fields["swapRecord"]:
        raise Refusal("InvalidSwap", f"Record was at {there.cid if there else None}")
    if there is None:
        return _written(world, key, value)
    there.value, there.cid = value, _cid(value)
    return {"uri": world.uri(key), "cid": there.cid, "validationStatus": "valid"}


def get(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.repo.getRecord``: public, and never late."""
    _ours(world, request.one("repo"), request.one("collection"))
    key = request.one("rkey")
    record = world.records.get(key)
    if record is None or not record.there:
        raise not_there(world.uri(key))
    return _shown(world, record)


def list_them(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.repo.listRecords``: newest key first, by cursor."""
    _ours(world, request.one("repo"), request.one("collection"))
    limit = min(max(int(request.one("limit", "50")), 1), 100)
    below = request.one("cursor", "~")
    matching = sorted(
        (r for r in world.records.values() if r.there and r.key < below), key=lambda record: record.key, reverse=True
    )
    page = matching[:limit]
    more = {"cursor": page[-1].key} if len(matching) > limit else {}
    return {"records": [_shown(world, record) for record in page], **more}


def delete(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.repo.deleteRecord``: what is not there is gone already."""
    require(world, request)
    _ours(world, str(request.fields.get("repo")), request.fields.get("collection"))
    record = world.records.get(str(request.fields.get("rkey")))
    if record is not None:
        take_down(world, record)
    return {}


def take_down(world: BlueskyWorld, record: Record) -> None:
    """Nobody can see it any more."""
    if record.there:
        record.periods[-1][1] = world.now()


def upload(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.repo.uploadBlob``: bytes, of the type that the header names."""
    require(world, request)
    if not request.body or not request.media_type:
        raise invalid("Request has no body")
    if len(request.body) > LARGEST_UPLOAD:
        raise Refusal("PayloadTooLarge", "request entity too large", status=413)
    cid = fingerprint(request.body)
    world.blobs[cid] = {"mimeType": request.media_type, "size": len(request.body)}
    return {"blob": {"$type": "blob", "ref": {"$link": cid}, **world.blobs[cid]}}


def _asked(world: BlueskyWorld, request: XrpcRequest) -> tuple[str, dict[str, Any]]:
    require(world, request)
    _ours(world, str(request.fields.get("repo")), request.fields.get("collection"))
    key, value = str(request.fields.get("rkey") or world.key()), request.fields.get("record")
    records.check_key(key)
    records.check(world, value)
    return key, dict(value or {})


def _ours(world: BlueskyWorld, repo: str, collection: Any) -> None:
    if repo not in {world.did, world.handle}:
        raise invalid(f"Could not find repo: {repo}")
    if collection != POST:
        raise invalid(f"This stand-in keeps {POST} only")


def _written(world: BlueskyWorld, key: str, value: dict[str, Any]) -> dict[str, Any]:
    if key in world.records:
        world.removed.append(world.records.pop(key))
    now = world.now()
    record = world.records[key] = Record(key, value, _cid(value), [[now, None]], listed_from=now + world.lag)
    return {"uri": world.uri(key), "cid": record.cid, "validationStatus": "valid"}


def _shown(world: BlueskyWorld, record: Record) -> dict[str, Any]:
    return {"uri": world.uri(record.key), "cid": record.cid, "value": record.value}


def _cid(value: dict[str, Any]) -> str:
    return fingerprint(json.dumps(value, sort_keys=True).encode())
