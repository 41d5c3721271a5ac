"""What the form of somebody without an account carries, and when a person looks at it before it joins the queue."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

SALT = "steamie.services.sheet"
TOO_FAST = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a form, and when it was handed out."""

    number: str
    handed_out: datetime


def new_ticket(now: datetime) -> str:
    """A signed ticket for one sheet; sent twice, it still makes one case."""
    return signing.dumps([secrets.token_hex(8), now.timestamp()], salt=SALT)


def read_ticket(text: str) -> Sheet | None:
    """The sheet a ticket stands for; None when it is not ours."""
    try:
        number, seconds = signing.loads(text, salt=SALT)
        return Sheet(str(number), datetime.fromtimestamp(seconds, UTC))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def submission(form: str, ticket: str, words: str) -> str:
    """The same for the same sheet of a form. A sheet that is not ours has no number; its own words stand for it."""
    sheet = read_ticket(ticket)
    return hashlib.sha256(f"{form}:{sheet.number if sheet else f'{ticket}:{words}'}".encode()).hexdigest()


def why_hold(ticket: str, trap: str, now: datetime) -> str:
    """Why a person looks first, or nothing. Nothing is ever refused for it: an old, forged or hurried sheet is taken too."""
    sheet = read_ticket(ticket)
    if trap:
        return "A box that people do not see was filled in."
    if sheet is None:
        return "It did not come from a form of ours."
    if now - sheet.handed_out < TOO_FAST:
        return "It was filled in faster than people type."
    return ""
