"""Up to fifty calls in one, each answered as a string of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .errors import GraphError
from .web import GraphAnswer, GraphRequest, as_json
from .world import GraphWorld

MOST = 50


def answer(
    world: GraphWorld, request: GraphRequest, version: str, call: Callable[[GraphWorld, GraphRequest], GraphAnswer]
) -> list[dict[str, Any]]:
    """Answer each request of a batch, in order; more than a real batch holds are refused."""
    listed = request.fields["batch"]
    try:
        calls = json.loads(listed) if isinstance(listed, str) else listed
    except ValueError as error:
        raise GraphError(100, "(#100) param batch must be an array.") from error
    if not isinstance(calls, list) or len(calls) > MOST:
        raise GraphError(1, f"Too many requests in batch message. Maximum batch size is {MOST}", kind="GraphBatchException")
    return [_one(world, request, version, asked, call) for asked in calls]


def _one(
    world: GraphWorld,
    outer: GraphRequest,
    version: str,
    asked: dict[str, Any],
    call: Callable[[GraphWorld, GraphRequest], GraphAnswer],
) -> dict[str, Any]:
    inner = _request(outer, version, asked)
    try:
        answer = call(world, inner)
    except GraphError as error:
        answer = as_json(error.body(world.secret("A")[:18]), error.status)
    heads = [{"name": "Content-Type", "value": answer.media_type}, *({"name": n, "value": v} for n, v in answer.headers)]
    return {"code": answer.status, "headers": heads, "body": answer.body.decode()}


def _request(outer: GraphRequest, version: str, asked: dict[str, Any]) -> GraphRequest:
    parts = urlsplit(str(asked.get("relative_url", "")))
    fields: dict[str, Any] = {"access_token": outer.token, "appsecret_proof": outer.text("appsecret_proof")}
    fields |= dict(parse_qsl(parts.query)) | dict(parse_qsl(str(asked.get("body", ""))))
    if fields["access_token"] != outer.token and "appsecret_proof=" not in f"{parts.query}&{asked.get('body', '')}":
        fields.pop("appsecret_proof")
    names = [name.strip() for name in str(asked.get("attached_files", "")).split(",") if name.strip()]
    files = {name: outer.files[name] for name in names if name in outer.files}
    path = parts.path if parts.path.lstrip("/").startswith("v") else f"/{version}/{parts.path.lstrip('/')}"
    return GraphRequest(str(asked.get("method", "GET")).upper(), path, fields, files, root=outer.root, host=outer.host)
