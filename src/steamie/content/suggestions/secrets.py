"""Secrets of suggestions: the link that opens the form, the page that shows the answer, and the form's own ticket."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from steamie.content.suggestions.models import Suggestion, SuggestionLink

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 and O, no 1, I and L
TOO_FAST = 3  # seconds
TOO_OLD = timedelta(days=1)


def new_reference() -> str:
    """A reference that can be read out over the phone, e.g. "S-4K7P2"."""
    return "S-" + "".join(secrets.choice(ALPHABET) for _ in range(5))


def digest(secret: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_for(secret: str) -> SuggestionLink | None:
    """The link a secret belongs to, ended or not; None for a forged one."""
    return SuggestionLink.objects.filter(digest=digest(secret)).first()


def follow_secret(suggestion: Suggestion) -> str:
    """The secret of the page where the sender sees the answer. Worked out when needed; kept nowhere."""
    return salted_hmac("steamie.suggestion.follow", suggestion.reference, algorithm="sha256").hexdigest()[:24]


def follow_path(suggestion: Suggestion) -> str:
    """The address of that page, without the host."""
    return reverse("suggestions:follow", args=[suggestion.reference, follow_secret(suggestion)])


def opens(suggestion: Suggestion, secret: str) -> bool:
    """Whether a secret is the one of this suggestion."""
    return constant_time_compare(follow_secret(suggestion), secret)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the signed ticket of a form tells: which sheet of paper it is, and when it was handed out."""

    number: str
    handed_out: datetime

    def hurried(self, now: datetime) -> bool:
        """Filled in faster than a person types."""
        return (now - self.handed_out).total_seconds() < TOO_FAST

    def expired(self, now: datetime) -> bool:
        """Handed out so long ago that it may have been copied and sent about."""
        return now - self.handed_out > TOO_OLD


def new_ticket(now: datetime) -> str:
    """A ticket for one sheet; sent twice, it still makes one suggestion."""
    return signing.dumps([secrets.token_hex(8), now.timestamp()], salt="steamie.suggestion.ticket")


def read_ticket(text: str) -> Ticket | None:
    """The ticket, or None when it is not ours."""
    try:
        number, seconds = signing.loads(text, salt="steamie.suggestion.ticket")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Ticket(number, datetime.fromtimestamp(seconds, UTC))
