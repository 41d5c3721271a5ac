"""Who sends now, and who reads the mailbox: of all workers on all machines, one at a time. A lease is renewed before each
letter and ends by itself."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from steamie.rules.delivery import LEASE, lease_is_over

from .models import SenderLease

SENDING, READING = 1, 2  # the numbers of the rows


@transaction.atomic
def take(now: datetime, of: int = SENDING) -> str:
    """Take the lease if nobody has it: its token, or an empty string."""
    SenderLease.objects.get_or_create(pk=of, defaults={"token": "", "until": now})
    row = SenderLease.objects.select_for_update(no_key=True).get(pk=of)
    if row.token and not lease_is_over(row.until, now):
        return ""
    row.token, row.until = secrets.token_hex(8), now + LEASE
    row.save()
    return row.token


def renew(token: str, now: datetime, of: int = SENDING) -> bool:
    """Whether the lease is still ours; if so, it is as long as at first."""
    return SenderLease.objects.filter(pk=of, token=token).update(until=now + LEASE) == 1


def give_back(token: str, now: datetime, of: int = SENDING) -> None:
    """Nobody does it any more, as far as we know."""
    SenderLease.objects.filter(pk=of, token=token).update(token="", until=now)
