"""The rows behind the figure of news by e-mail: subscriptions by number, never an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .lists import NEWS
from .models import NewsSubscription


@shows(NEWS)
def subscriptions(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every subscription that was ever confirmed; those that get letters now count."""
    for row in NewsSubscription.objects.filter(confirmed_at__lte=now).order_by("-confirmed_at", "-pk"):
        assert row.confirmed_at is not None  # noqa: S101 -- it was asked for
        note = f"{row.get_basis_display()}, {timezone.localtime(row.confirmed_at):%-d %B %Y}"
        ended = row.left_at is not None and row.left_at <= now
        yield Counted(
            f"Subscription {row.pk}, {row.mailing_list}",
            f"{note}. Left: {row.get_left_how_display().lower()}" if ended else note,
            counts=not ended,
        )
