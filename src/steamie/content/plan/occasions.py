"""Which days worth a post fall in a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from steamie.rules.quarters import Span
from steamie.rules.shares import Share, credited, in_force

from .models import Occasion


def occasions(span: Span) -> list[tuple[date, Occasion]]:
    """Days of policy and awareness campaigns that fall in a quarter (S-27), in their order."""
    return falling(Occasion.objects.all(), span)


def falling(rows: Iterable[Occasion], span: Span) -> list[tuple[date, Occasion]]:
    """Those of ``rows`` that fall in ``span``, each with its day of that year, in the order of their days."""
    days = [(row.on(span.first.year), row) for row in rows]
    return sorted(((day, row) for day, row in days if day in span), key=lambda dated: dated[0])


def counts_as(row: Occasion, shares: Sequence[Share]) -> str:
    """The share a day worth a post counts as: its own, or the one that brings the news of others; empty when there is none."""
    return in_force(row.share, shares) or next(iter(credited(shares)), "")
