"""A fingerprint of exactly what goes out: an approval is bound to it, and the publisher checks it before each call.

Which fields it covers is their declaration's affair. It carries the number of the field list it was taken by, so that an
approval given before a field existed is checked by the list of its day: the new field at its default changes nothing, and
any other value changes the fingerprint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from .composition import Composition, of_post, rows
from .definition import FieldKind, canonical, counted, field_list
from .models import Post


def fingerprint(post: Post, by_list: int | None = None) -> str:
    """The fingerprint of a post as it is now, by the present field list or by an earlier one."""
    return of(of_post(post), edition=post.edition, digests=digests(post), by_list=by_list)


def of(composition: Composition, *, edition: int, digests: Mapping[int, str], by_list: int | None = None) -> str:
    """SHA-256, as 64 hex digits, of everything that anyone will see of a composition, and of when and where.

    ``digests``: of the bytes of each picture, by its number. ``by_list``: the field list to count by.
    """
    counting = by_list or field_list(type(composition))
    values = {"list": counting, "edition": edition, **contents(composition, digests, counting)}
    written = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def contents(composition: Composition, digests: Mapping[int, str], by_list: int) -> dict[str, Any]:
    """What the fingerprint covers, as plain values: the fields of the list, and any later one that is not at its default."""
    values = {}
    for name, declaration in counted(type(composition)).items():
        value = getattr(composition, name)
        if declaration.since > by_list and value == declaration.default:
            continue
        values[name] = _pictures(value, digests) if declaration.kind is FieldKind.PICTURES else canonical(value, declaration.kind)
    return values


def digests(post: Post) -> dict[int, str]:
    """The digest of each picture on a post, by the picture's number."""
    return {used.picture_id: used.picture.digest for used in rows(post, "pictures", "picture")}


def shown(digest: str) -> str:
    """The first twelve digits, in fours, as they are read out on the approval panel."""
    head = digest[:12].upper()
    return f"{head[:4]} {head[4:8]} {head[8:]}"


def _pictures(used: tuple[tuple[int, str], ...], digests: Mapping[int, str]) -> list[list[str]]:
    """What is seen of the pictures, in order: the bytes, and the description that is read aloud."""
    return [[digests[number], alt] for number, alt in used]
