"""How each event is bound to the one before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

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
        "facts": event.facts,
        "previous": event.previous,
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
