"""Secrets of suggestions: the link that opens the form, the page that shows the answer, and the form's own ticket."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.people import tickets
from steamie.people.tickets import Ticket

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 and O, no 1, I and L
SHEET = "steamie.suggestion.ticket"


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


def new_ticket(now: datetime) -> str:
    """A ticket for one sheet; sent twice, it still makes one suggestion."""
    return tickets.new_ticket(now, salt=SHEET)


def read_ticket(text: str) -> Ticket | None:
    """The ticket, or None when it is not ours."""
    return tickets.read_ticket(text, salt=SHEET)
