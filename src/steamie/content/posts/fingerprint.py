"""A fingerprint of exactly what goes out: an approval is bound to it, and the publisher checks it before each call."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from .models import Post


def fingerprint(post: Post) -> str:
    """SHA-256, as 64 hex digits, of everything about the post that anyone will see, and of when and where."""
    canonical = json.dumps(contents(post), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def contents(post: Post) -> dict[str, Any]:
    """What the fingerprint covers, as plain values. Two queries, or none when texts and pictures are prefetched."""
    return {
        "edition": post.edition,
        "title": post.title,
        "kind": post.kind,
        "third": post.third,
        "audience": post.audience,
        "purpose": post.purpose,
        "link": post.link,
        "credit": post.credit,
        "event": [_instant(post.event_starts), _instant(post.event_ends), post.event_place],
        "due": _instant(post.due_at),
        "channels": sorted([text.channel_id, text.text] for text in post.texts.all()),
        "pictures": [[used.picture.digest, used.alt] for used in _in_order(post)],
    }


def shown(digest: str) -> str:
    """The first twelve digits, in fours, as they are read out on the approval panel."""
    head = digest[:12].upper()
    return f"{head[:4]} {head[4:8]} {head[8:]}"


def _in_order(post: Post) -> list[Any]:
    pictures = post.pictures.all()
    if "pictures" not in getattr(post, "_prefetched_objects_cache", {}):
        pictures = pictures.select_related("picture")
    return sorted(pictures, key=lambda used: (used.position, used.pk))


def _instant(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
