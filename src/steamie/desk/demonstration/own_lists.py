"""The officer looks through the lists that Steamie came with, as somebody must before the site is public."""

from __future__ import annotations

from datetime import timedelta

from steamie.particulars.actions import confirm
from steamie.particulars.models import digest_of
from steamie.particulars.register import particulars

from .posts import Desk
from .year import lately


def check_all(desk: Desk) -> None:
    """Each list is right as it stands, one after another on one morning."""
    at = lately(desk.now - timedelta(days=45))
    for number, particular in enumerate(particulars()):
        confirm(
            particular=particular,
            seen=digest_of(particular.data()),
            by=desk.cast.officer,
            at=at + timedelta(minutes=4 * number),
        )
