"""Pictures between a form and the record: each waits for its turn without anybody waiting for it.

Two pictures are decoded at once. A form with a third is answered at once too: its picture stays here under a ticket, the worker
looks at it, and the form is sent again with the ticket instead of the picture. What was looked at stays as well while the rest
of its form is put right, so that nobody chooses a picture twice.

The page with that form does not load itself again. A browser does that by asking for the page, not by sending its form, so
what was typed would be gone; and to keep a visitor's words here before they send them is not ours to do. A person presses.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from .models import Upload
from .pictures import CleanPicture, PictureRefused, decoded
from .pictures.turns import NoTurn

MOST_WAITING = 24  # of ten megabytes at most
STAYS = timedelta(days=1)


class PictureWaits(PictureRefused):
    """Two others are being looked at. ``ticket``: what this one stays under; empty when too many wait already."""

    def __init__(self, ticket: str) -> None:
        super().__init__(
            "Your picture is being looked at; others came before it. It is kept here. Press the button again in a moment."
            if ticket
            else "Many pictures are being looked at. Choose yours again in a minute. What you wrote is kept."
        )
        self.ticket = ticket


def look_at(data: bytes, name: str) -> CleanPicture:
    """The picture of these ``checked`` bytes, drawn afresh. Raises ``PictureRefused``, or ``PictureWaits`` at once."""
    try:
        return decoded(data, patience=0)
    except NoTurn:
        room = Upload.objects.waiting().count() < MOST_WAITING
        raise PictureWaits(keep(data, name) if room else "") from None


def keep(data: bytes, name: str, *, at: datetime | None = None) -> str:
    """Keep a picture that nobody has looked at; its ticket."""
    return _written(name, content=data, added_at=at or timezone.now())


def keep_looked_at(picture: CleanPicture, name: str, *, at: datetime | None = None) -> str:
    """Keep a picture while the rest of its form is put right; its ticket."""
    moment = at or timezone.now()
    return _written(name, content=picture.content, losses=list(picture.losses), added_at=moment, looked_at=moment)


def _written(name: str, **row: object) -> str:
    ticket = secrets.token_urlsafe(18)
    Upload.objects.create(ticket_digest=digest(ticket), name=name[-200:], **row)
    return ticket


def under(ticket: str) -> Upload | None:
    """What is kept under a ticket, if anything still is."""
    return Upload.objects.filter(ticket_digest=digest(ticket)).first() if ticket else None


def collect(upload: Upload, ticket: str) -> CleanPicture:
    """The picture of an upload, when it has been looked at or can be now. Raises ``PictureRefused`` or ``PictureWaits``."""
    if upload.looked_at is None and not look_at_waiting(upload, patience=0):
        raise PictureWaits(ticket)
    if upload.refusal:
        raise PictureRefused(upload.refusal)
    return CleanPicture(bytes(upload.content), tuple(upload.losses))


def look_at_waiting(upload: Upload, *, patience: float, at: datetime | None = None) -> bool:
    """Look at one that waits, and write down what came of it; whether there was a turn for it."""
    try:
        picture = decoded(bytes(upload.content), patience=patience)
    except NoTurn:
        return False
    except PictureRefused as problem:
        upload.content, upload.refusal = b"", " ".join(problem.messages)
    else:
        upload.content, upload.losses = picture.content, list(picture.losses)
    upload.looked_at = at or timezone.now()
    upload.save()
    return True


@transaction.atomic
def forget(now: datetime) -> None:
    """Throw away pictures whose form did not come back within a day."""
    Upload.objects.older_than(now - STAYS).delete()


def digest(ticket: str) -> str:
    """What a ticket is kept under: the ticket itself stands in its sender's form only."""
    return hashlib.sha256(ticket.encode()).hexdigest()
