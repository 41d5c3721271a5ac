"""How each event is bound to the one before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from .models import Event

START = "0" * 64


def digest(event: Event) -> str:
    """SHA-256 over every field of the event and the digest before it, as 64 hexadecimal digits."""
    written = {
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "office": event.office,
        "verb": event.verb,
        "clause": event.clause,
        "subject": event.subject,
        "reason": event.reason,
        "facts": _whole(event.facts),
        "previous": event.previous,
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(value: Any) -> Any:
    """Numbers as both databases agree on them: PostgreSQL gives 1e22 back as a whole number."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
