"""Who hands over now: of all workers on all machines, one at a time. A lease is renewed before each repair and ends by itself."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from steamie.rules.delivery import LEASE, lease_is_over
from steamie.services.models import HandOverLease

ONLY = 1  # the number of the one row


@transaction.atomic
def take(now: datetime) -> str:
    """Take the lease if nobody has it: its token, or an empty string."""
    HandOverLease.objects.get_or_create(pk=ONLY, defaults={"token": "", "until": now})
    row = HandOverLease.objects.select_for_update(no_key=True).get(pk=ONLY)
    if row.token and not lease_is_over(row.until, now):
        return ""
    row.token, row.until = secrets.token_hex(8), now + LEASE
    row.save()
    return row.token


def renew(token: str, now: datetime) -> bool:
    """Whether the lease is still ours; if so, it is as long as at first."""
    return HandOverLease.objects.filter(pk=ONLY, token=token).update(until=now + LEASE) == 1


def give_back(token: str, now: datetime) -> None:
    """Nobody hands over any more, as far as we know."""
    HandOverLease.objects.filter(pk=ONLY, token=token).update(token="", until=now)
