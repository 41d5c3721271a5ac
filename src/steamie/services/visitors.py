"""What the form of somebody without an account carries, and when a person looks at it before it joins the queue."""

from __future__ import annotations

import hashlib
from datetime import datetime

from steamie.people import tickets

SHEET = "steamie.services.sheet"


def new_ticket(now: datetime) -> str:
    """A signed ticket for one sheet; sent twice, it still makes one case."""
    return tickets.new_ticket(now, salt=SHEET)


def submission(form: str, ticket: str, words: str) -> str:
    """The same for the same sheet of a form. A sheet that is not ours has no number; its own words stand for it."""
    sheet = tickets.read_ticket(ticket, salt=SHEET)
    return hashlib.sha256(f"{form}:{sheet.number if sheet else f'{ticket}:{words}'}".encode()).hexdigest()


def why_hold(ticket: str, trap: str, now: datetime) -> str:
    """Why a person looks first, or nothing. Nothing is ever refused for it: an old, forged or hurried sheet is taken too."""
    sheet = tickets.read_ticket(ticket, salt=SHEET)
    if trap:
        return tickets.FILLED_TRAP
    if sheet is None:
        return tickets.NOT_OURS
    if sheet.hurried(now):
        return "It was filled in faster than people type."
    return ""
