"""The rows behind the figure of registrations: accounts by number, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .clauses import REGISTRATIONS
from .models import ResidentAccount


@shows(REGISTRATIONS)
def accounts(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every account that was ever opened; the oldest open one of a household of today counts."""
    day, seen = timezone.localdate(now), set()
    for account in (
        ResidentAccount.objects.opened().filter(opened_at__lte=now).select_related("tenancy").order_by("opened_at", "pk")
    ):
        counts = account.is_open and account.tenancy.is_held_on(day) and account.tenancy_id not in seen
        if counts:
            seen.add(account.tenancy_id)
        note = f"{timezone.localtime(account.opened_at):%-d %B %Y}, {account.get_way_display().lower()}"
        state = "" if account.is_open else ", closed"
        yield Counted(f"ResidentAccount {account.pk}, household {account.tenancy_id}", f"{note}{state}", counts=counts)
