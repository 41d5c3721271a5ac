"""How each event is bound to the one before it."""

from __future__ import annotations

from datetime import UTC

from .fingerprints import START, canonical, digest_of
from .models import Event

__all__ = ["START", "digest", "words_of"]


def digest(event: Event) -> str:
    """SHA-256 over every field of the event and the digest before it, as 64 hexadecimal digits."""
    return digest_of(words_of(event))


def words_of(event: Event) -> str:
    """Every field of the event and the digest before it, as they are fingerprinted."""
    return canonical(
        {
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
    )
