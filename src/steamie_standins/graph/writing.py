"""How things and lists are written as JSON, with the fields asked for."""

from __future__ import annotations

from functools import partial
from typing import Any

from . import lists
from .access import Caller
from .edges import OF, EdgeContents
from .errors import GraphError, invalid
from .fields import Asked, parse
from .nodes import DEFAULTS, FIELDS, GONE, SILENT
from .objects import KIND_OF, PagePost


def thing(caller: Caller, one: Any) -> dict[str, Any]:
    """One object, with the fields of the request."""
    return write(caller, one, _asked(caller, type(one)))


def listed(caller: Caller, one: Any, name: str) -> dict[str, Any]:
    """A list asked for by its own address."""
    listing = OF[type(one)][name](caller, one, caller.request.fields)
    path = f"/{caller.version}/{one.id}/{name}"
    return _written(caller, listing, caller.request.fields, _asked(caller, listing.of), path)


def write(caller: Caller, one: Any, asked: list[Asked]) -> dict[str, Any]:
    """One object with these fields. ``id`` is always there."""
    out: dict[str, Any] = {}
    for field in asked:
        value = _value(caller, one, field)
        if value is not None:  # Facebook leaves out what it has no value for
            out[field.called] = value
    return out | {"id": one.id}


def _asked(caller: Caller, kind: type) -> list[Asked]:
    text = caller.request.text("fields")
    return parse(text) if text else _default(kind)


def _default(kind: type) -> list[Asked]:
    return [Asked(name) for name in DEFAULTS[kind]]


def _value(caller: Caller, one: Any, field: Asked) -> Any:
    kind = type(one)
    if field.name in OF.get(kind, {}):
        return _nested(caller, one, field)
    if kind is PagePost and field.name in GONE:
        raise GraphError(12, "(#12) deprecate_post_aggregated_fields_for_attachement is deprecated for versions v3.3 and higher")
    if field.name in SILENT[kind]:
        return None
    reader = FIELDS[kind].get(field.name)
    if reader is None:
        raise invalid(f"Tried accessing nonexisting field ({field.name}) on node type ({KIND_OF[kind].capitalize()})")
    return _inside(reader(caller, one), field.inside)


def _inside(value: Any, inside: list[Asked]) -> Any:
    if not inside or value is None:
        return value
    if isinstance(value, list):
        return [_inside(one, inside) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("data"), list):
        return value | {"data": _inside(value["data"], inside)}
    inner = value["data"] if isinstance(value.get("data"), dict) else value
    picked = {field.called: _inside(inner[field.name], field.inside) for field in inside if field.name in inner}
    return picked if inner is value else {"data": picked}


def _nested(caller: Caller, one: Any, asked: Asked) -> dict[str, Any]:
    """A list asked for as a field: ``comments.limit(5).summary(true){message}``."""
    listing = OF[type(one)][asked.name](caller, one, dict(asked.with_))
    fields = asked.inside or _default(listing.of)
    return _written(caller, listing, dict(asked.with_), fields, f"/{caller.version}/{one.id}/{asked.name}")


def _written(caller: Caller, listing: EdgeContents, query: dict[str, Any], fields: list[Asked], path: str) -> dict[str, Any]:
    things, paging = lists.cut(listing.things, query, key=listing.key, shown=listing.shown, short=caller.world.short_pages)
    to_json = listing.write or partial(write, caller, asked=fields)
    out = lists.answer([to_json(one) for one in things], paging, caller.request, path)
    if str(query.get("summary", "")).lower() in {"true", "1", "total_count"}:
        out["summary"] = listing.summary
    return out
